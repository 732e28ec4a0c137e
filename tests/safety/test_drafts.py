"""What is half typed outlives every end of the program, and is offered again with its text in the very line."""

from __future__ import annotations

import json
import os
import signal
import stat
import sys
import time
from collections.abc import Awaitable, Callable, Collection, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from repdesk import paths
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.drafts import Drafts, HalfTyped
from repdesk.rules.types import Outcome
from repdesk.screens.ask import AskScreen
from repdesk.screens.card import CardScreen
from repdesk.screens.plan import PlanScreen
from repdesk.screens.plan.pages import BESIDES, LEARN
from repdesk.screens.take_up import OfferScreen
from repdesk.store import draft_file
from repdesk.widgets.fields import Field
from tests.desk.making import MONDAY, a_book, fill
from tests.screens import rep
from tests.screens.working import Desk, a_desk

WHO: dict[str, object] = {"name": "荣泰科技", "kp": "陈英娜"}
Typing = Callable[[Desk], Awaitable[None]]
Seen = Callable[[Desk], bool]


async def in_the_note(desk: Desk) -> None:
    await desk.press("t")
    await desk.type("价格要再谈 half")
    await desk.press("tab", "tab", "space")  # promised stays a box in every language


async def in_the_amount(desk: Desk) -> None:
    await desk.press("x", "enter")
    await desk.type("1.2万")


async def in_a_field_of_the_card(desk: Desk) -> None:
    await rep.open_card(desk)
    await rep.go(desk, "field", "need")
    await desk.press("e")
    await desk.type("needs a quote")


async def behind_two_menus_of_the_card(desk: Desk) -> None:
    await rep.open_card(desk)
    await rep.go(desk, "grade")
    await desk.press("enter", "3")
    await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
    await desk.type("they said so")


async def in_the_second_of_three_texts(desk: Desk) -> None:
    await rep.open_card(desk)
    await rep.go(desk, "add_contract")
    await desk.press("enter")
    await desk.type("16000")
    await desk.press("enter")
    await desk.type("2026-12")


async def in_a_date(desk: Desk) -> None:
    await desk.press("z")
    await desk.type("12-0")


async def in_a_whole_date(desk: Desk) -> None:
    await desk.press("z")
    await desk.type("12-07")


async def on_the_line_of_tasks(desk: Desk) -> None:
    await desk.press("5")
    await on_page(desk, BESIDES)
    await desk.type("send the bro")


async def on_what_to_learn(desk: Desk) -> None:
    await desk.press("5")
    await on_page(desk, LEARN)
    await desk.type("ask who deci")


async def on_page(desk: Desk, page: int) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, PlanScreen) and desk.app.screen.ahead is not None)
    screen = desk.app.screen
    assert isinstance(screen, PlanScreen)
    screen.touched = True
    screen.show_page(page)
    await desk.pilot.pause()


async def in_why_a_day_is_off(desk: Desk) -> None:
    await desk.press("4", "right", "f")
    await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
    await desk.type("dentist at")


async def in_what_is_to_be_done(desk: Desk) -> None:
    await desk.press("T", "a")
    await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
    await desk.type("post the leaf")


def field(name: str, text: str) -> Seen:
    return lambda desk: desk.today.typing and desk.today.query_one(f"#{name}", Field).value == text


def on_the_card(text: str) -> Seen:
    return lambda desk: isinstance(desk.app.screen, CardScreen) and desk.app.screen.field.value == text


def asked(text: str) -> Seen:
    return lambda desk: isinstance(desk.app.screen, AskScreen) and desk.app.screen.query_one(Field).value == text


def planned(text: str) -> Seen:
    return lambda desk: isinstance(desk.app.screen, PlanScreen) and desk.app.screen.field.value == text


LINES: dict[str, tuple[Typing, Seen]] = {
    "note": (in_the_note, field("note", "价格要再谈 half")),
    "amount": (in_the_amount, field("amount", "1.2万")),
    "card": (in_a_field_of_the_card, on_the_card("needs a quote")),
    "grade": (behind_two_menus_of_the_card, asked("they said so")),
    "contract": (in_the_second_of_three_texts, on_the_card("2026-12")),
    "date": (in_a_date, asked("12-0")),
    "task": (on_the_line_of_tasks, planned("send the bro")),
    "learn": (on_what_to_learn, planned("ask who deci")),
    "day off": (in_why_a_day_is_off, asked("dentist at")),
    "to do": (in_what_is_to_be_done, asked("post the leaf")),
}


def sampled(names: Iterable[str], sample: Collection[str]) -> list[ParameterSet]:
    """Mark those that only the full figure runs."""
    return [pytest.param(name, marks=[] if name in sample else pytest.mark.soak) for name in names]


def draft_of(book: Path) -> Path:
    return book.with_name(book.name + ".draft")


async def type_and_break_off(book: Path, typing: Typing) -> None:
    async with a_desk(book, WHO) as desk:
        await typing(desk)
        await desk.until(lambda: not desk.drafting.looking and draft_of(book).exists())


@pytest.mark.parametrize("name", sampled(LINES, ("note", "grade", "to do")))
async def test_it_is_offered_again_in_the_very_line(tmp_book: Path, name: str) -> None:
    typing, seen = LINES[name]
    await type_and_break_off(tmp_book, typing)
    if hasattr(os, "geteuid"):
        assert stat.S_IMODE(draft_of(tmp_book).stat().st_mode) == 0o600
    async with a_desk(tmp_book) as desk:
        await desk.shows("not saved: Enter takes it up again, Backspace drops it")
        await desk.press("enter")
        await desk.until(lambda: seen(desk))
        await desk.until(lambda: not desk.drafting.looking and draft_of(tmp_book).exists())


async def test_what_was_taken_up_and_saved_is_not_offered_a_third_time(tmp_book: Path) -> None:
    await type_and_break_off(tmp_book, in_the_note)
    async with a_desk(tmp_book) as desk:
        await desk.shows("a note for 荣泰科技 was not saved")
        await desk.press("enter")
        await desk.until(lambda: desk.today.typing)
        await desk.press("enter")
        await desk.until(lambda: not desk.today.typing and not draft_of(tmp_book).exists())
        assert desk.today.day.head.calls == 1
    with a_book(tmp_book) as book:
        notes = [row[0] for row in book.read().execute("SELECT note FROM live_call")]
    assert notes == ["价格要再谈 half"]


SAVED: dict[str, tuple[Callable[[Desk], Awaitable[None]], str]] = {
    "note": (in_the_note, "SELECT count(*) FROM live_call"),
    "card": (in_a_field_of_the_card, "SELECT count(*) FROM live_account WHERE need <> ''"),
    "date": (in_a_whole_date, "SELECT count(*) FROM live_next_call"),
    "to do": (in_what_is_to_be_done, "SELECT count(*) FROM live_task"),
}


@pytest.mark.parametrize("name", sampled(SAVED, ("note", "to do")))
async def test_a_kill_between_saving_and_letting_go_offers_nothing(tmp_book: Path, name: str) -> None:
    """What a kill right after the COMMIT leaves: the text in the book, and the draft of it still beside the book."""
    typing, count = SAVED[name]
    async with a_desk(tmp_book, WHO) as desk:
        await typing(desk)
        await desk.until(lambda: not desk.drafting.looking and draft_of(tmp_book).exists())
        left = draft_of(tmp_book).read_bytes()
        before = desk.today.book.read().execute(count).fetchone()
        await desk.press("enter")
        await desk.until(lambda: desk.today.book.read().execute(count).fetchone() > before)
    draft_of(tmp_book).write_bytes(left)
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: desk.today.line is not None)
        assert not isinstance(desk.app.screen, OfferScreen)


async def test_a_look_that_leaves_the_book_out_offers_it_again(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bites: without the look into the book the saved note is offered."""
    monkeypatch.setattr("repdesk.desk.drafts._is_saved", lambda _book, _draft: False)
    with pytest.raises(AssertionError):
        await test_a_kill_between_saving_and_letting_go_offers_nothing(tmp_book, "note")


async def test_the_same_words_saved_before_it_was_begun_do_not_hide_a_draft(tmp_book: Path) -> None:
    await type_and_break_off(tmp_book, in_the_note)
    with a_book(tmp_book) as book:
        (one, _other) = fill(book, {"name": "Alder"}, {"name": "Birch"})
        log_call(book, one, Outcome.TALKED, CallDetails(note="价格要再谈 half"))
        assert len(Drafts(book).waiting) == 1  # it is another customer's


async def test_dropped_or_left_on_purpose_it_is_gone(tmp_book: Path) -> None:
    await type_and_break_off(tmp_book, in_the_note)
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, OfferScreen))
        await desk.press("backspace")
        await desk.until(lambda: not draft_of(tmp_book).exists())
        await desk.until(lambda: desk.today.line is not None)
        await in_the_note(desk)
        await desk.until(draft_of(tmp_book).exists)
        await desk.press("escape")
        await desk.until(lambda: not draft_of(tmp_book).exists())
        await in_the_note(desk)
        await desk.press("ctrl+q", "ctrl+q")
    assert not draft_of(tmp_book).exists()


async def test_put_off_it_waits_beside_what_is_typed_next(tmp_book: Path) -> None:
    await type_and_break_off(tmp_book, in_the_note)
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, OfferScreen))
        await desk.press("escape")
        await desk.until(lambda: desk.today.line is not None)
        await in_a_date(desk)
        await desk.until(lambda: not desk.drafting.looking and "12-0" in draft_of(tmp_book).read_text("utf-8"))
    with a_book(tmp_book) as book:
        assert [draft.kind for draft in Drafts(book).waiting] == ["call", "move"]


async def test_what_can_no_longer_be_taken_up_is_shown_and_kept(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, dict(WHO))
        kept = Drafts(book)
        kept.end([HalfTyped("call", 77, {"outcome": Outcome.TALKED.value}, {"note": "for one who left"})])
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, OfferScreen))
        await desk.press("enter")
        await desk.shows("for one who left")
    assert "for one who left" in draft_of(tmp_book).read_text("utf-8")


async def test_a_second_app_leaves_drafts_alone(tmp_book: Path) -> None:
    await type_and_break_off(tmp_book, in_the_note)
    before = draft_of(tmp_book).read_bytes()
    async with a_desk(tmp_book, now=MONDAY + timedelta(minutes=1)), a_desk(tmp_book) as second:
        await second.shows("Read only")
        await second.press("t", "down", "/")
        await second.type("half")
        await second.until(lambda: not second.drafting.looking)
        assert not any(isinstance(screen, OfferScreen) for screen in second.app.screen_stack)
    assert draft_of(tmp_book).read_bytes() == before


async def test_these_tests_bite(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repdesk.desk.drafts.write_draft", lambda _path, _data: None)
    async with a_desk(tmp_book, WHO) as desk:
        await in_the_note(desk)
        await desk.until(lambda: not desk.drafting.looking)
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: desk.today.line is not None)
        assert not isinstance(desk.app.screen, OfferScreen)


def test_what_waits_about_a_forgotten_customer_is_not_written_again(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, dict(WHO))
        Drafts(book).end(
            [HalfTyped("move", one, {}, {"0": "fri"}), HalfTyped("move", 77, {}, {"0": "who was forgotten"})]
        )
        again = Drafts(book)
        assert len(again.waiting) == 2
        again.end([HalfTyped("task", None, {}, {"0": "x"})])
    assert [draft["account_id"] for draft in json.loads(draft_of(tmp_book).read_text("utf-8"))["drafts"]] == [one, None]


def test_a_long_note_is_offered_and_one_beyond_measure_leaves_the_draft_before_it(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = HalfTyped("call", None, {}, {"note": "价" * 180_000})
    with a_book(tmp_book) as book:
        Drafts(book).end([note])
        assert Drafts(book).waiting == (note,)
        monkeypatch.setattr(draft_file, "_LARGEST", draft_of(tmp_book).stat().st_size)
        longer = Drafts(book)
        longer.end([HalfTyped("task", None, {}, {"0": "x"})])
        assert not longer.kept
        assert Drafts(book).waiting == (note,)


def test_a_file_that_is_no_draft_is_passed_over(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        for text in ("", "{", "[1]", '{"drafts": [1, {"kind": "x"}, {"kind": "call", "texts": {"note": 3}}]}'):
            draft_of(tmp_book).write_text(text)
            assert Drafts(book).waiting == ()


pty = pytest.mark.skipif(sys.platform == "win32", reason="a pty needs POSIX")


@pty
@pytest.mark.parametrize(
    "end", sampled(["SIGKILL", "SIGHUP", "SIGTERM", "the line is cut"], ("SIGKILL", "the line is cut"))
)
def test_the_real_app_on_a_terminal(tmp_book: Path, end: str) -> None:
    from bench.terminal import Terminal

    with a_book(tmp_book) as book:
        fill(book, dict(WHO))
    command = [sys.executable, "-m", "repdesk", "--db", str(tmp_book), "--now", "2026-11-23T09:00"]
    app = Terminal(command, dict(os.environ, TERM="xterm-256color"))
    app.wait_for("0/60")
    app.settle()
    app.press("t")
    for letter in "half a word":
        app.press(letter)
    if end == "SIGKILL":
        time.sleep(0.3)  # what is promised; the others are answered and need no time at all
    if end == "the line is cut":
        os.close(app._fd)
    else:
        os.kill(app.pid, getattr(signal, end))
    until = time.monotonic() + 10
    while (ended := os.waitpid(app.pid, os.WNOHANG)) == (0, 0) and time.monotonic() < until:
        time.sleep(0.02)
    assert ended[0] == app.pid, "it is still there"
    if end != "the line is cut":
        os.close(app._fd)
    again = Terminal(command, dict(os.environ, TERM="xterm-256color"))
    try:
        again.wait_for("a note for .* was not saved")
        again.settle()
        again.press("\r")
        again.wait_for("half a word")
    finally:
        again.close()
    assert not [*paths.log_dir().glob("crash-*")]
