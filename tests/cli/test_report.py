from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.rules.report import LACKING, PARTS

from .running import Shell


def logged(stocked: Shell) -> None:
    stocked.ok("log", 1, "talked", "--note", "三年期")
    stocked.ok("log", 2, "talked")
    stocked.ok("log", 3, "no_answer")


def test_a_report_has_the_shape_scripts_rely_on(stocked: Shell) -> None:
    logged(stocked)
    found = stocked.json("report")
    assert set(found) == {
        "kind", "first", "last", "until", "working_days", "elapsed", "before", "figures", "contracts", "regrets",
        "coverage", "days", "minutes", "answers", "imported_calls",
    }  # fmt: skip
    span = [found[name] for name in ("kind", "first", "last", "until", "working_days", "elapsed")]
    assert span == ["week", "2026-11-23", "2026-11-29", "2026-11-23", 5, 1]
    assert found["before"] == {"first": "2026-11-16", "last": "2026-11-22", "until": "2026-11-16"}
    assert list(found["figures"]) == list(PARTS)
    nothing = {"made": 0, "out_of": None, "target": 60}
    calls = {"made": 3, "out_of": None, "target": 60, "before": nothing, "change": 1, "accounts": [1, 2, 3]}
    assert found["figures"]["calls"] == calls
    notes = found["figures"]["notes"]
    assert (notes["made"], notes["out_of"], notes["target"], notes["lacking"]) == (1, 2, 2, [2])
    for name, one in found["figures"].items():
        assert ("lacking" in one, "accounts" in one) == (name in LACKING, name not in LACKING)
    assert set(found["regrets"]) == {"promises_missed", "priority_not_reached", "past_maximum", "ownership_lost"}
    cycle = found["coverage"]
    assert (cycle["cycle_start"], cycle["cycle_end"]) == ("2026-11-01", "2026-11-30")
    assert len(cycle["curve"]) == 21
    assert cycle["curve"][15] == {"day": "2026-11-23", "called": 3, "reached": 2, "pace": 4}
    assert cycle["curve"][16] == {"day": "2026-11-24", "called": None, "reached": None, "pace": 4}
    assert [day["figures"] is None for day in found["days"]] == [False] + [True] * 6
    assert [day["quota"] for day in found["days"]] == [60] * 5 + [0, 0]
    assert found["days"][0]["figures"]["answered"] == {"made": 2, "out_of": 3, "target": None}
    assert found["answers"] == [{"weekday": 0, "hour": 9, "answered": 2, "tried": 3}]


def test_the_month_and_the_day_are_asked_for(stocked: Shell) -> None:
    assert stocked.json("report", "--month")["first"] == "2026-11-01"
    before = stocked.json("report", "--month", "--of", "2026-10-15")
    assert (before["first"], before["last"], before["coverage"]["needed_pace"]) == ("2026-10-01", "2026-10-31", None)
    assert stocked.json("report", "--of", "2026-11-01")["first"] == "2026-10-26"
    assert "--of" in stocked.refused("report", "--of", code=2)
    stocked.refused("report", "--of", "whenever")
    stocked.refused("report", "--week", "--month", code=2)


@pytest.mark.parametrize("ascii_only", [True, False])
def test_it_reads_as_figures_days_and_curves(stocked: Shell, ascii_only: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if ascii_only:
        monkeypatch.setenv("REPDESK_ASCII", "1")
    logged(stocked)
    said = stocked.ok("report")
    lines = {line.strip().partition("  ")[0]: line for line in said.splitlines()}
    assert "23 Nov to 29 Nov 2026   1 of 5 working days   beside Mon 16 Nov 2026" in said
    assert lines["calls"].split()[-3:] == ["60", "^" if ascii_only else "▴", "0"]
    assert "2/3  67 %" in lines["answered"]
    assert "3/60" in lines["Mon 23 Nov"]
    assert "-/60" in lines["Fri 27 Nov"]
    assert ("\u28ff" in said) != ascii_only


def test_a_page_to_print_holds_the_figures_and_nothing_that_runs(stocked: Shell, tmp_path: Path) -> None:
    logged(stocked)
    target = tmp_path / "week.html"
    assert str(target) in stocked.ok("report", target)
    written = target.read_text("utf-8")
    for words in ("<h1>23 Nov to 29 Nov 2026</h1>", "promises kept", "Mon 23 Nov", "the even pace"):
        assert words in written
    assert "<script" not in written
    assert target.stat().st_mode & 0o077 == 0
    stocked.refused("report", target)  # what lies there stays


def test_nobody_in_the_book_is_said_calmly(stocked: Shell) -> None:
    stocked.ok("undo")
    assert "There is nobody in the book yet." in stocked.ok("report")
    assert stocked.json("report")["coverage"]["base"] == 0
