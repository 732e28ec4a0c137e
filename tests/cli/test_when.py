"""`repdesk when`: what a typed date means, without a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.paths import policy_path

from .running import Shell


@pytest.fixture(autouse=True)
def _morning(shell: Shell) -> None:
    shell.now = "2026-11-23T09:42"


@pytest.mark.parametrize(
    ("phrase", "day", "time", "promised", "ambiguous"),
    [
        ("下周二 下午三点", "2026-12-01", "15:00", False, []),
        ("next tue 14:30", "2026-12-01", "14:30", False, []),
        ("+3d", "2026-11-26", None, False, []),
        ("12-08", "2026-12-08", None, False, []),
        ("约定周五下午三点", "2026-11-27", "15:00", True, []),
        ("fri 3:30", "2026-11-27", "15:30", False, ["03:30"]),
        ("monday", "2026-11-30", None, False, ["2026-11-23"]),
    ],
)
def test_the_shape_is_the_one_scripts_rely_on(
    shell: Shell, phrase: str, day: str, time: str | None, promised: bool, ambiguous: list[str]
) -> None:
    found = shell.json("when", phrase)
    assert isinstance(found.pop("note"), str)
    assert found == {"date": day, "time": time, "promised": promised, "ambiguous": ambiguous}
    assert not shell.book.exists()


def test_words_need_no_quotes_and_other_readings_are_told(shell: Shell) -> None:
    said = shell.ok("when", "next", "sunday", "10am")
    assert said.splitlines()[0] == "Sun 6 Dec 10:00"
    assert "or: Sun 29 Nov 10:00, Mon 7 Dec 10:00, Fri 4 Dec 10:00" in said


def test_days_off_the_hours_and_the_past_say_so_and_name_the_nearest(shell: Shell) -> None:
    assert "Fri 27 Nov and Mon 30 Nov" in shell.json("when", "sat")["note"]
    assert "18:00" in shell.json("when", "fri 21:00")["note"]
    assert "Tue 24 Nov 09:30" in shell.json("when", "9:30")["note"]
    assert shell.json("when", "10-01")["note"] == ""
    national_day = shell.json("when", "--country", "cn", "10-01", "--now", "2026-09-01T09:00")["note"]
    assert "Wed 30 Sep" in national_day
    assert "No public holidays" in shell.refused("when", "fri", "--country", "zz")


def test_what_is_no_date_is_refused_with_what_would_be_one(shell: Shell) -> None:
    assert "明天 下午三点" in shell.refused("when", "soon")
    assert "明天 下午三点" in shell.refused("when", "soon", "--json")


def test_the_policys_hours_count_and_no_book_is_opened(shell: Shell) -> None:
    policy_path().parent.mkdir(parents=True)
    policy_path().write_text('[day]\nopens = "07:00"\nlunch = []\n', "utf-8")
    shell.book.write_bytes(b"no book at all")
    assert shell.json("when", "fri 7:30")["ambiguous"] == []
    assert shell.json("when", "fri 12:30")["note"] == ""
    assert Path(shell.book).read_bytes() == b"no book at all"
