"""A reply on its way out: to the clipboard, onto a plain screen, aloud, into a file, by mail; never with a gap."""

from __future__ import annotations

import io
import itertools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screens.handing_out_screen import show_on_plain_screen
from screens.mailing import hand_over
from store.book import Book
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import said
from tests.screens.test_compose import composer, shop, text_of, write_to

__all__ = ["shop"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home


async def whole(owner: Counter) -> str:
    """Compose a reply without a gap, and return its text."""
    await write_to(owner, "Emma")
    await owner.press("down", "down", "down", "x", "home")
    return text_of(owner)


async def send(owner: Counter, way: str) -> None:
    """Choose how it goes out."""
    await owner.press("enter")
    await owner.type(way)
    await owner.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_logging_comes_first_and_every_way_out_is_there(shop: Book, size: tuple[int, int]) -> None:
    async with counter(shop, size) as owner:
        await whole(owner)
        await owner.press("enter")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"compose-finish-{size[0]}")
        for words in ("log it as answered", "log it, the matter", "to your terminal", "show it plain", "read it aloud"):
            assert words[:16] in owner.text
            await owner.press("down")
        assert "write it to a file" in owner.text


async def test_nothing_leaves_while_anything_is_missing(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        screen = composer(owner)
        assert text_of(owner) == ""
        screen.to_clipboard()
        assert owner.app.clipboard == ""
        screen.show_plain()
        await screen.say()
        assert owner.app.screen is screen
        await owner.press("enter")
        assert "What is the problem?" in owner.text


async def test_the_clipboard_is_the_terminals_and_it_is_said_that_it_may_not_take_it(shop: Book) -> None:
    async with counter(shop) as owner:
        text = await whole(owner)
        await send(owner, "to your")
        assert owner.app.clipboard == text
        assert "Sent to your terminal's clipboard. If it does not arrive there" in said(owner)
        assert "opied" not in owner.text
        # Nothing is logged by that; Enter Enter does it.
        assert shop.timeline(5, limit=1)[0].direction == "in"
        await owner.press("enter", "enter")
        assert shop.timeline(5, limit=1)[0].text == text


async def test_the_plain_screen_shows_the_bare_text_until_enter(
    shop: Book, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with counter(shop) as owner:
        text = await whole(owner)
        await send(owner, "show")
        assert "no other screen to show it on" in said(owner)

        @contextmanager
        def suspended() -> Iterator[None]:
            yield

        monkeypatch.setattr(owner.app, "suspend", suspended)
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
        written = io.StringIO()
        monkeypatch.setattr(sys, "stdout", written)
        composer(owner).show_plain()
        assert f"\n{text}\n" in written.getvalue()
        assert "\x1b" not in written.getvalue()
        assert "Enter goes back" in written.getvalue()


def test_the_plain_screen_wraps_nothing_so_that_what_is_selected_is_the_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    show_on_plain_screen("word " * 200)
    assert "word " * 200 in capsys.readouterr().out


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_read_aloud_a_paragraph_at_a_time_with_wide_lines(shop: Book, size: tuple[int, int]) -> None:
    async with counter(shop, size) as owner:
        await whole(owner)
        await send(owner, "read")
        assert "Hello Emma," in owner.text
        assert "I'm sorry" not in owner.text
        await owner.press("space")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"say-{size[0]}")
        lines = [line.strip() for line in owner.lines[2:-1]]
        said_lines = [at for at, line in enumerate(lines) if line]
        assert all(later - one == 2 for one, later in itertools.pairwise(said_lines))
        await owner.press("end")
        assert "That is all." in owner.text
        await owner.press("escape")
        assert composer(owner)


async def test_it_is_written_to_a_file_and_over_none_unasked(shop: Book, home: Path) -> None:
    async with counter(shop) as owner:
        text = await whole(owner)
        await send(owner, "write")
        await owner.press("ctrl+u")
        await owner.type("/etc/reply.txt")
        assert "outside of your home" in said(owner)
        await owner.press("enter")
        assert "outside of your home" in said(owner)
        await owner.press("ctrl+u")
        await owner.type("~/emma.txt")
        await owner.press("enter")
        assert (home / "emma.txt").read_text(encoding="utf-8") == text + "\n"
        (home / "emma.txt").write_text("precious", encoding="utf-8")
        await send(owner, "write")
        await owner.press("ctrl+u")
        await owner.type("~/emma.txt")
        await owner.press("enter")
        assert "A file stands there already." in owner.text
        await owner.press("enter", "escape")
        assert (home / "emma.txt").read_text(encoding="utf-8") == "precious"
        await send(owner, "write")
        await owner.press("ctrl+u")
        await owner.type("~/emma.txt")
        await owner.press("enter", "down", "enter")
        assert (home / "emma.txt").read_text(encoding="utf-8") == text + "\n"


async def test_mail_is_off_until_it_is_set_and_runs_without_a_shell(shop: Book, tmp_path: Path) -> None:
    program = tmp_path / "mailer"
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\n"
        f"json.dump([sys.argv[1:], sys.stdin.read()], open({str(tmp_path / 'sent')!r}, 'w'))\n",
        encoding="utf-8",
    )
    program.chmod(0o700)
    shop.log("@emma /email $(id) `id` {address} !complaint =new *yesterday 12:00")
    async with counter(shop) as owner:
        await whole(owner)
        await owner.press("enter")
        await owner.type("hand")
        assert "hand it to your mail program" not in owner.text
        await owner.press("escape", "escape")
        shop.set_shop({"mail.command": f"{program} -s {{subject}} -- {{address}}"})
        await owner.app.action_compose(5, conversation=shop.conversations(5)[-1].id)
        await owner.press("down", "down", "down", "x", "home")
        text = text_of(owner)
        assert text
        await send(owner, "hand")
        assert "To which address?" in owner.text
        await owner.type("--help")
        await owner.press("enter")
        assert "That is no e-mail address." in said(owner)
        await owner.press("ctrl+u")
        await owner.type("emma@example.org")
        await owner.press("enter")
        for _turn in range(200):
            await owner.pilot.pause(0.01)
            if "Handed to your mail program" in said(owner):
                break
        assert "Handed to your mail program. Enter logs it." in said(owner)
        import json

        arguments, sent = json.loads((tmp_path / "sent").read_text(encoding="utf-8"))
        assert sent == text
        subject = shop.conversations(5)[-1].subject
        assert arguments == ["-s", f"Re: {subject}", "--", "emma@example.org"]


async def test_a_mail_program_that_fails_is_said_and_nothing_is_logged(shop: Book) -> None:
    shop.set_shop({"mail.command": "/no/such/program"})
    async with counter(shop) as owner:
        await whole(owner)
        await send(owner, "hand")
        await owner.type("emma@example.org")
        await owner.press("enter")
        for _turn in range(200):
            await owner.pilot.pause(0.01)
            if "cannot be run" in said(owner):
                break
        assert "Your mail program cannot be run: No such file or directory." in said(owner)
        assert shop.timeline(5, limit=1)[0].direction == "in"


async def test_the_matter_is_closed_with_the_reply_and_what_they_got(shop: Book) -> None:
    async with counter(shop) as owner:
        text = await whole(owner)
        await send(owner, "log it, the matter")
        assert "Write what they got" in owner.text
        await owner.type("a new hinge")
        await owner.press("enter")
        [conversation] = shop.conversations(5, settled=True)
        assert conversation.outcome == "a new hinge"
        assert shop.conversation_state(conversation.id).settled
        assert shop.timeline(5, limit=1)[0].text == text
        await owner.press("u")
        assert not shop.conversation_state(conversation.id).settled


async def test_a_due_that_has_passed_is_moved_and_told_with_the_reply(shop: Book, clock: Clock) -> None:
    shop.log("@emma /phone > on it +promise tomorrow: a new hinge")
    clock.now = clock.now.replace(day=9)
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        assert composer(owner).reply is not None
        assert composer(owner).reply.purpose == "change"  # type: ignore[union-attr]
        await owner.press("enter")
        for _gap in range(4):
            if "By when now?" in owner.text:
                break
            await owner.type("illness")
            await owner.press("enter")
        assert "By when now?" in owner.text
        await owner.type("thu")
        await owner.press("enter")
        for _gap in range(3):
            if "How does it go out?" in owner.text:
                break
            await owner.type("illness")
            await owner.press("enter")
        await owner.press("enter")
        [promise] = shop.promises(5)
        assert (promise.what, promise.due.isoformat()) == ("a new hinge", "2026-03-12")
        assert [move.told for move in promise.moves] == [True]
        assert "Thursday 12 March" in shop.timeline(5, limit=1)[0].text
        assert "Moved to Thursday 12 March, and they know." in said(owner)
        await owner.press("u")
        assert shop.promises(5)[0].moves == ()


async def test_the_promise_of_an_answer_is_kept_by_the_answer_where_the_owner_says_so(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("y", "a", "c", "enter", "enter", "enter")
        [promise] = shop.promises(5)
        await write_to(owner, "Emma")
        await owner.press("y")
        await owner.type("answer a c")
        await owner.press("enter", "down", "down", "down", "x")
        await send(owner, "log it, and")
        assert shop.promise(promise.id).state == "kept"
        assert "The promise is kept." in said(owner)


async def test_a_mail_program_that_goes_on_or_refuses_is_said() -> None:
    late = await hand_over(["sleep", "5"], "text", 0.05)
    assert late.is_refusal
    assert "did not end" in late.sentence
    refused = await hand_over(["sh", "-c", "echo 'no \x1b[31mroute' >&2; exit 3"], "text")
    assert refused == ("Your mail program refused it (3): no route", True)
    assert await hand_over(["sh", "-c", 'test "$(cat)" = text'], "text") == ("Handed to your mail program.", False)
