"""When calls are answered, and today's list by best hours, from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Shell
from tests.desk.making import a_book
from tests.desk.test_best_hours import with_habits


@pytest.fixture
def shell_with_habits(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    with a_book(tmp_book) as book:
        with_habits(book)
    return Shell(tmp_book, capsys)


def test_answers_of_the_book_and_of_one_customer(shell_with_habits: Shell) -> None:
    book = shell_with_habits.json("answers")
    assert book["overall"] == {"answered": 10, "tried": 34}
    assert {"weekday": 4, "hour": 10, "answered": 5, "tried": 8} in book["cells"]
    customer = shell_with_habits.json("answers", 3)["customer"]
    assert (customer["id"], customer["window"]) == (3, None)
    assert customer["best"] == [{"from": 10, "until": 11, "answered": 5, "tried": 5}]
    (hour,) = customer["hours"]
    assert (hour["hour"], hour["expected"], hour["sure"] > 0.9) == (10, round((8 * 5 / 8 + 5) / 13, 4), True)
    said = shell_with_habits.ok("answers", 3)
    assert "5/5★" in said
    assert "5 of 5 calls answered" in said
    shell_with_habits.refused("answers", 99)


def test_a_book_without_calls_says_so_calmly(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with a_book(tmp_book):
        pass
    shell = Shell(tmp_book, capsys)
    assert "No call has a time of day yet" in shell.ok("answers")
    assert shell.json("answers") == {"overall": {"answered": 0, "tried": 0}, "cells": []}


def test_todays_list_by_best_hours(shell_with_habits: Shell) -> None:
    by_rank, by_hours = (
        [(item["account_id"], item["rank"]) for item in shell_with_habits.json("today", *words)["items"]]
        for words in ((), ("--by-best-hours",))
    )
    assert by_rank == [(2, 1), (3, 2), (4, 3), (1, 4)]
    assert by_hours == [(3, 2), (4, 3), (2, 1), (1, 4)]
    assert "best 10–11 5/5" in shell_with_habits.ok("today", "--by-best-hours")
    assert "best 10–11 5/5" in shell_with_habits.ok("why", 3)
