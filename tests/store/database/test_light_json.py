"""JSON without the json module is the json module's JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from store.database import light_json
from store.database.light_json import dumps, loads

DOCUMENTS = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False, allow_infinity=False) | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
)


@given(DOCUMENTS)
def test_it_writes_and_reads_what_the_json_module_does(document: object) -> None:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    assert dumps(document) == text
    assert loads(text) == document


@pytest.mark.parametrize("text", ["", "{", '{"a":1}x', "[1,]", '"\n"', "nul", '{"a" 1}', "[1 2]"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no JSON"):
        loads(text)


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError):
        dumps({"set": {1}})
    with pytest.raises(ValueError, match="JSON"):
        dumps(float("nan"))


def test_without_the_c_functions_it_is_the_json_module() -> None:
    read, write = light_json._from_json()
    assert read('{"a":[1,"ä"]}') == {"a": [1, "ä"]}
    assert write({"a": [1, "ä", None]}) == '{"a":[1,"ä",null]}'
