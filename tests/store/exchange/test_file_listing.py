"""The folders of the machine, as somebody looks for an address book in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.errors import NotFoundError, NotUnderstoodError
from store.exchange.file_listing import first_folder, list_folder, path_words, typed_path

HOME = Path("/home/maria")


def put(path: Path, changed: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    os.utime(path, (changed, changed))
    return path


def test_one_begins_in_the_downloads_only_where_a_file_lies_there(tmp_path: Path) -> None:
    assert first_folder(tmp_path) == tmp_path
    put(tmp_path / "Downloads" / "letter.txt")
    assert first_folder(tmp_path) == tmp_path
    put(tmp_path / "Downloads" / "Contacts.VCF")
    assert first_folder(tmp_path) == tmp_path / "Downloads"


def test_folders_come_first_then_the_newest_file(tmp_path: Path) -> None:
    for number, name in enumerate(("a.csv", "b.vcard", "C.VCF", "d.json", "e.txt", ".hidden.csv")):
        put(tmp_path / name, changed=number)
    for name in ("Zeta", "alpha", ".config"):
        (tmp_path / name).mkdir()
    (tmp_path / "lost.csv").symlink_to(tmp_path / "gone")
    (tmp_path / "linked").symlink_to(tmp_path / "Zeta")
    os.mkfifo(tmp_path / "pipe.csv")
    found = list_folder(tmp_path)
    assert [one.name for one in found] == ["alpha", "linked", "Zeta", "d.json", "C.VCF", "b.vcard", "a.csv"]
    assert [one.is_folder for one in found] == [True] * 3 + [False] * 4
    assert found[-1].size == 1
    assert found[-1].changed.timestamp() == 0
    assert {".config", ".hidden.csv"} <= {one.name for one in list_folder(tmp_path, hidden=True)}


def test_a_name_is_fit_to_be_drawn_and_still_leads_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "a\x1b]52;c;aGk=\x07\u202e\nb.csv").touch()
    (tmp_path / os.fsdecode(b"\xff\xfe.vcf")).touch()
    for one in list_folder(tmp_path):
        assert one.name.isprintable()
        assert one.path.exists()


def test_what_cannot_be_listed_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFoundError, match="There is no folder “gone”"):
        list_folder(tmp_path / "gone")
    with pytest.raises(NotFoundError, match=r"There is no folder “a\.csv”"):
        list_folder(put(tmp_path / "a.csv"))
    with pytest.raises(NotUnderstoodError, match="cannot be opened"):
        list_folder(Path("a\0b"))

    def refused(_folder: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(NotUnderstoodError, match="cannot be opened: Permission denied"):
        list_folder(tmp_path)
    assert first_folder(tmp_path) == tmp_path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "/srv/shop"),
        ("contacts.csv", "/srv/shop/contacts.csv"),
        ("../old/a.csv", "/srv/old/a.csv"),
        ("/tmp/a.csv ", "/tmp/a.csv"),
        ("~", "/home/maria"),
        ("~/Downloads/a.csv", "/home/maria/Downloads/a.csv"),
        ("'/tmp/my contacts.csv'", "/tmp/my contacts.csv"),
        ('"/tmp/my contacts.csv"', "/tmp/my contacts.csv"),
        ("/tmp/my\\ contacts.csv", "/tmp/my contacts.csv"),
        ("file:///tmp/my%20contacts.csv", "/tmp/my contacts.csv"),
        ("it's.csv", "/srv/shop/it's.csv"),
        ("a\0b.csv", "/srv/shop/ab.csv"),
        ("x" * 10_000, "/srv/shop/" + "x" * 10_000),
    ],
)
def test_a_path_is_read_as_it_is_typed_or_dropped(text: str, path: str) -> None:
    assert typed_path(text, Path("/srv/shop"), HOME) == Path(path)


def test_a_path_is_written_from_home() -> None:
    assert path_words(HOME, HOME) == "~"
    assert path_words(HOME / "Downloads", HOME) == "~/Downloads"
    assert path_words(Path("/srv/shop"), HOME) == "/srv/shop"
    assert path_words(Path("/"), HOME) == "/"
    assert path_words(Path(os.fsdecode(b"/srv/\xff")), HOME) == "/srv/\ufffd"
