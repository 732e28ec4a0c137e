"""Days off, half days and hours in the shell."""

from __future__ import annotations

import pytest

from tests.cli.running import Shell


@pytest.mark.parametrize(
    ("words", "hours", "quota"),
    [
        (("off", "fri"), [], 0),
        (("off", "fri", "--half", "am"), [["13:00", "18:00"]], 38),
        (("off", "fri", "--half", "pm", "--reason", "dentist"), [["09:00", "12:00"]], 23),
        (("hours", "fri", "10-15"), [["10:00", "12:00"], ["13:00", "15:00"]], 30),
        (("hours", "sat", "until 12"), [["09:00", "12:00"]], 23),
        (("hours", "sat", "下午"), [["13:00", "18:00"]], 38),
        (("hours", "fri"), [["09:00", "12:00"], ["13:00", "18:00"]], 60),
    ],
)
def test_a_day_is_worked_as_it_is_said(stocked: Shell, words: tuple[str, ...], hours: list[str], quota: int) -> None:
    told = stocked.json(*words)
    assert (told["hours"], told["quota"], told["working"]) == (hours, quota, bool(hours))


def test_hours_are_shown_and_taken_back(stocked: Shell) -> None:
    assert "is worked 09:00–12:00: 23 calls" in stocked.ok("hours", "sat", "9-12")
    assert "is worked 09:00–12:00" in stocked.ok("hours", "sat")
    assert "is a day off" in stocked.ok("hours", "sat", "usual")
    assert "Nothing of your own" in stocked.refused("hours", "sat", "usual")
    assert "no hours I can read" in stocked.refused("hours", "fri", "soon")


def test_a_day_off_takes_no_time_and_says_which_other_day_may_have_been_meant(stocked: Shell) -> None:
    assert "takes a day, not a time" in stocked.refused("off", "fri afternoon")
    assert "takes a day, not a time" in stocked.refused("off", "2026-12-08 15:00")
    assert "taken as month and day" in stocked.run("off", "5/12")[2]
    assert stocked.run("off", "12-08")[2] == ""


def test_a_country_says_how_far_it_is_known(stocked: Shell) -> None:
    said = stocked.ok("set", "country", "CN")
    assert "CN 2026: 22 public holidays, 6 make-up working days" in said
    assert "known through 2026: 2027 has weekends only" in said
    assert stocked.json("set", "country", "GB")["country"] == "GB"
