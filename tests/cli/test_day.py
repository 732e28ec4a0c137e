from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.evening.writing import add_task, set_learning
from tests.cli.running import Shell
from tests.desk.making import MONDAY, a_book, fill

DAY = MONDAY.date()
PROMISED: dict[str, object] = {"name": "荣泰", "next": {"day": "2026-11-23", "clock": "10:00", "promised": 1}}


@pytest.fixture
def shell(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    with a_book(tmp_book) as book:
        fill(book, PROMISED, {"name": "Alder", "stage": 4}, {"name": "楚商"})
        add_task(book, "proposal", "three years", DAY)
        set_learning(book, "how rivals price", DAY)
    return Shell(tmp_book, capsys)


def test_the_four_questions_of_the_day(shell: Shell) -> None:
    shell.now = "2026-11-23T10:42:00"
    page = shell.json("day")
    assert [block["kind"] for block in page["blocks"]].count("calling") == 2
    assert (page["now"], page["minutes_left"], page["under_way"]) == ("calling", 48, None)
    assert [(task["kind"], task["title"]) for task in page["tasks"]] == [("proposal", "three years")]
    assert [row["name"] for row in page["to_call"]] == ["荣泰", "Alder"]
    assert page["others_to_call"] == 1
    assert [task["title"] for task in page["learn"]] == ["how rivals price"]
    said = shell.ok("day")
    for words in ("golden hours until 11:30, 48 min", "three years", "荣泰", "how rivals price"):
        assert words in said


def test_the_clock_over_other_work(shell: Shell) -> None:
    shell.now = "2026-11-23T11:30:00"
    assert shell.json("work", "proposal") == {"under_way": {"kind": "proposal", "minutes": 0}}
    shell.now = "2026-11-23T11:42:30"
    assert shell.json("work") == {"under_way": {"kind": "proposal", "minutes": 12}}
    assert "proposal 0:12" in shell.ok("day")
    assert shell.json("work", "--stop") == {"under_way": None}
    assert shell.json("day")["minutes"] == {"proposal": 12}
    assert "calling" in shell.refused("work", "calling")


def test_a_call_from_the_shell_is_time_spent_calling(shell: Shell) -> None:
    shell.now = "2026-11-23T09:12:00"
    shell.ok("log", 2, "n")
    assert shell.json("day")["minutes"] == {"calling": 12}


def test_how_promises_are_announced_is_a_setting(shell: Shell) -> None:
    assert shell.json("set")["announce"] == "bell,desktop"
    assert shell.json("set", "announce", "names, bell")["announce"] == "bell,names"
    assert shell.json("set", "announce", "off")["announce"] == "off"
    assert "\x1b" not in shell.refused("set", "announce", "\x1b[31m")
    shell.ok("undo")
    assert shell.json("set")["announce"] == "bell,names"


def test_on_a_day_off_it_is_the_page_of_the_next_working_day(shell: Shell) -> None:
    shell.now = "2026-11-22T10:00:00"
    page = shell.json("day")
    assert (page["day"], page["now"]) == ("2026-11-23", None)
    assert [task["title"] for task in page["tasks"]] == ["three years"]
