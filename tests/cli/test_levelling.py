"""Levelling and the ladders from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Shell
from tests.desk.making import a_book, fill

TUESDAY = "2026-11-24"


@pytest.fixture
def crowded(
    tmp_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """Return a shell over a book whose Tuesday holds five calls, where three are a day's."""
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path))
    (tmp_path / "policy.toml").write_text("[day]\nquota = 3\n", "utf-8")
    with a_book(tmp_book) as book:
        crowd: list[dict[str, object]] = [{"stage": stage, "next": {"day": TUESDAY}} for stage in (1, 2, 3, 4, 5)]
        fill(book, *crowd)
        fill(book, {"name": "Alder", "next": {"day": "2026-11-20"}, "anniversary": "2019-11-25"})
    return Shell(tmp_book, capsys)


def next_days(shell: Shell) -> list[str]:
    return [one["next_call"]["date"] for one in shell.json("accounts")]


def test_level_says_who_would_move_and_does_it_only_when_told(crowded: Shell) -> None:
    said = crowded.ok("level")
    assert "客户1" in said
    assert "--yes does it" in said
    assert next_days(crowded)[:5] == [TUESDAY] * 5
    found = crowded.json("level", "--days", "30", "--yes")
    moved = {move["account_id"]: move["to"] for move in found["moves"]}
    assert (found["days"], [*moved], found["moves"][0]["load"], found["too_full"]) == (30, [1, 2], 5, [])
    assert next_days(crowded)[:2] == [moved[1], moved[2]]
    assert "There is nothing to move." in crowded.ok("level")
    crowded.ok("undo")
    assert next_days(crowded)[:5] == [TUESDAY] * 5
    crowded.refused("level", "--days", "0", code=2)


def test_the_ladders_say_who_stands_where(crowded: Shell) -> None:
    said = crowded.ok("ladders")
    assert "Alder" in said
    assert "overdue: 1 to 2 days" in said
    assert "birthday or anniversary: Wed 25 Nov" in said
    found = crowded.json("ladders")
    assert [rung["account_ids"] for rung in found["overdue"]] == [[6], [], [], []]
    assert [(rung["least"], rung["most"]) for rung in found["contracts"]] == [(61, 90), (31, 60), (8, 30), (0, 7)]
    assert found["occasions"] == [{"account_id": 6, "days": 2}]
