"""Promises that come due while the rep is anywhere on the desk."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from repdesk import outside
from repdesk.desk.calls import log_call
from repdesk.desk.day.announcing import promises_of_today, set_ways
from repdesk.desk.on_record import keep_next_call
from repdesk.desk.opening import open_book
from repdesk.rules.types import NextCall, Outcome
from tests.desk.making import MONDAY, a_book, fill
from tests.screens.working import Desk, a_desk

PROMISE: dict[str, object] = {"name": "荣泰 [/x]", "next": {"day": "2026-11-23", "clock": "10:00", "promised": 1}}
SOON, NOW, MISSED = "10:00 promised: 荣泰 [/x]", "10:00 promised, now: 荣泰 [/x]", "10:00 promised, missed: 荣泰 [/x]"


async def pass_time(desk: Desk, **time: int) -> None:
    desk.clock.moment += timedelta(**time)
    desk.app._follow()
    await desk.pilot.pause()


@pytest.mark.parametrize("place", ["1", "2", "3", "4", "5", "enter"])
async def test_it_is_announced_wherever_the_rep_is_and_a_key_goes_there(tmp_book: Path, place: str) -> None:
    async with a_desk(tmp_book, {"stage": 4}, PROMISE, {}) as desk:
        await desk.press("down", place)
        await pass_time(desk, minutes=54, seconds=59)
        assert SOON not in desk.lines()[0]
        await pass_time(desk, seconds=1)
        assert desk.lines()[0].strip().startswith(f"☎ {SOON}")
        assert ". goes there" in desk.lines()[0]
        await desk.press("full_stop")
        await desk.until(lambda: desk.app.screen is desk.today)
        assert desk.today.in_hand == 2


async def test_before_its_time_at_its_time_and_once_it_is_missed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, PROMISE, {}) as desk:
        for minutes, words in ((55, SOON), (4, ""), (1, NOW), (2, ""), (13, MISSED), (2, ""), (60, "")):
            await pass_time(desk, minutes=minutes)
            assert (words or "Today") in desk.lines()[0]


async def test_what_was_missed_before_the_start_is_left_to_the_list(tmp_book: Path) -> None:
    async with a_desk(tmp_book, PROMISE, now=MONDAY + timedelta(hours=2)) as desk:
        await pass_time(desk, seconds=1)
        assert "Today" in desk.lines()[0]


async def test_a_call_ends_it(tmp_book: Path) -> None:
    async with a_desk(tmp_book, PROMISE, {}) as desk:
        await pass_time(desk, minutes=55)
        await desk.press("full_stop", "n")
        await desk.shows("1/60")
        await pass_time(desk, seconds=1)
        assert "荣泰" not in desk.lines()[0]
        await pass_time(desk, minutes=5)
        assert "promised" not in desk.lines()[0]


async def test_under_a_line_that_is_typed_nothing_moves(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, PROMISE, {}) as desk:
        await desk.press("t")
        await desk.type("half")
        body = desk.lines()[1:]
        await pass_time(desk, minutes=55)
        assert SOON in desk.lines()[0]
        assert "goes there" not in desk.lines()[0]
        assert desk.lines()[1:] == body
        await desk.type(" a note.")
        assert "half a note." in desk.text()


async def test_under_a_dialog_too(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, PROMISE) as desk:
        await desk.press("z")
        await desk.until(lambda: desk.app.screen is not desk.today)
        await desk.type("fri")
        await pass_time(desk, minutes=55)
        assert SOON in desk.lines()[0]
        assert "fri" in desk.text()


async def test_one_that_a_shell_has_set_is_announced(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {"name": "Alder"}) as desk:
        shell = open_book(tmp_book, desk.clock)
        with shell.store.act("set_next_call", at=shell.clock.stamp(), policy_id=shell.policy_id()) as act:
            at = (MONDAY + timedelta(minutes=20)).time()
            keep_next_call(act, 2, NextCall(MONDAY.date(), at, promised=True), act.at)
        shell.close()
        await pass_time(desk, minutes=16)
        assert "09:20 promised: Alder" in desk.lines()[0]


async def test_several_are_counted(tmp_book: Path) -> None:
    async with a_desk(tmp_book, PROMISE, {**PROMISE, "name": "Alder"}) as desk:
        await pass_time(desk, minutes=55)
        assert f"{SOON}, and 1 more" in desk.lines()[0]


@pytest.mark.parametrize(("surroundings", "way"), [
    ({"TERM": "xterm-256color"}, "osc9"),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app", "DISPLAY": ":0"}, "osc9"),
    ({"TERM": "xterm-ghostty"}, "osc777"),
    ({"TERM": "foot", "WAYLAND_DISPLAY": "wayland-0"}, "osc777"),
    ({"TERM": "xterm-256color", "DISPLAY": ":0"}, "notify-send"),
    ({"TERM": "tmux-256color", "TMUX": "socket,1,0"}, "tmux"),
    ({"TERM": "screen-256color"}, ""),
    ({"TERM": "linux"}, ""),
    ({}, ""),
])  # fmt: skip
def test_the_way_to_the_desktop(surroundings: Mapping[str, str], way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert outside.way_to_desktop(surroundings) == way


@pytest.mark.parametrize("way", ["osc9", "osc777"])
def test_nothing_in_a_name_steers_the_terminal(way: outside.Way) -> None:
    assert way in ("osc9", "osc777")
    said = outside.sequence(way, "\x1b]52;c;eA==\x07\x1b\\\x9c; 4;1\n" * 40)
    assert said[:2] == "\x1b]"
    assert said[-1] == "\x07"
    assert not set(said[2:-1]) & {"\x1b", "\x07", "\x9c", "\n"}
    assert said.count(";") == (1 if way == "osc9" else 3)
    assert outside.through_tmux(said) == "\x1bPtmux;\x1b" + said + "\x1b\\"


@pytest.mark.parametrize(("chosen", "rings", "told"), [
    ("bell,desktop", True, ["repdesk: a call promised for 10:00"]),
    ("desktop,names", False, ["repdesk: a call promised for 10:00: 荣泰 [/x]"]),
    ("off", False, []),
])  # fmt: skip
def test_the_terminal_is_told_by_the_ways_that_are_chosen(
    tmp_book: Path, chosen: str, told: list[str], *, rings: bool
) -> None:
    pytest.importorskip("fcntl", reason="a pty needs POSIX")
    from tests.screens.terminal_heard import heard_from

    with a_book(tmp_book, now=MONDAY - timedelta(hours=1)) as book:
        fill(book, PROMISE, {})
        set_ways(book, chosen)
    surroundings = {name: value for name, value in os.environ.items() if name not in ("TMUX", "DISPLAY", "STY")}
    surroundings |= {"TERM": "xterm-256color", "REPDESK_LANG": "en"}
    command = [sys.executable, "-m", "repdesk", "--db", str(tmp_book), "--now", "2026-11-23T09:54:59"]
    assert heard_from(command, surroundings, "10:00 promised:") == (rings, told)


def test_promises_are_those_of_today_with_a_time_that_still_stand(tmp_book: Path) -> None:
    others = [{"day": "2026-11-23", "promised": 1}, {"day": "2026-11-23", "clock": "11:00"}]
    with a_book(tmp_book) as book:
        fill(book, PROMISE, *({"next": other} for other in others))
        assert [promise.account_id for promise in promises_of_today(book)] == [1]
        log_call(book, 1, Outcome.TALKED)
        assert promises_of_today(book) == ()
