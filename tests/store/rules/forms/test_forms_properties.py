"""Whatever stands in a name or a thing, a form is known or it is not: nothing raises, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.forms import forms_known, inflect
from store.rules.forms.word import Word

_LETTERS = st.one_of(
    st.text(max_size=24),
    st.text("abcçdefgğhıijklmnoöprsştuüvyzIİ '’-.0123456789%€", max_size=16),
    st.text("αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ ΑΓΚΤ", max_size=16),
    st.text("абвгдежзийклмнопрстуфхцчшщъьюя0123456789 -", max_size=16),
    st.text("가각간갈감나라마바사아자차카타파하님께0123456789 ()", max_size=12),
)
_KINDS = st.sampled_from(("person", "proper", "common", "text"))
_GENDERS = st.sampled_from(("male", "female", "unknown", "other"))


@pytest.mark.parametrize("language", ["tr", "ko", "el", "bg"])
@given(text=_LETTERS, full=_LETTERS, kind=_KINDS, gender=_GENDERS, formal=st.booleans())
def test_every_form_of_anything_is_known_or_not(language, text, full, kind, gender, formal):
    for form in forms_known(language):
        found = inflect(Word(text=text, full=full, kind=kind, gender=gender), form, language, formal=formal)
        assert found is None or found.strip()
        if found is not None and language in ("ko", "bg"):
            assert text.strip() in found
