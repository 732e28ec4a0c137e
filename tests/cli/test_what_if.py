"""The command whatif, as scripts rely on it (docs/what-if.md)."""

from __future__ import annotations

from typing import Any

import pytest

from .running import Shell

OUTLOOK = {
    "quota", "target", "needed_pace", "reachable_percent", "cycles", "late_now", "late_at_end", "late", "unfit",
    "lapsed", "days",
}  # fmt: skip


def test_the_answer_has_the_shape_scripts_rely_on(stocked: Shell) -> None:
    found = stocked.json(
        "whatif",
        "--quota",
        2,
        "--off",
        "fri",
        "--off",
        "12-01..12-02",
        "--cadence",
        "a=2/4",
        "c=10",
        "--target",
        "90 %",
    )
    assert set(found) == {"first", "last", "courses", "assumed", "tried", "as_it_is", "what_if"}
    assert (found["first"], found["last"]) == ("2026-11-23", "2026-12-31")
    assert found["assumed"] == {"answered": 0.35, "effective": 0.175, "calls": 0, "from": "policy"}
    assert found["tried"] == {
        "quota": 2,
        "off": ["2026-11-27", "2026-12-01", "2026-12-02"],
        "cadence": {"a": [2, 4], "c": [10, 44]},
        "target": 0.9,
    }
    for name, quota, days in (("as_it_is", 60, 29), ("what_if", 2, 26)):
        one = found[name]
        assert set(one) == OUTLOOK
        assert (one["quota"], len(one["days"])) == (quota, days)
        assert set(one["days"][0]) == {
            "day", "quota", "calls", "promised", "left_over", "covered_percent", "reached_percent",
        }  # fmt: skip
        assert [cycle["start"] for cycle in one["cycles"]] == ["2026-11-01", "2026-12-01"]
        for cycle in one["cycles"]:
            assert set(cycle) == {
                "start", "through", "whole", "covered_on", "coverage_percent", "reach_percent", "callable",
                "planned_later", "called",
            }  # fmt: skip
            assert set(cycle["coverage_percent"]) == {"middle", "least", "most"}
        for kind in ("late", "unfit", "lapsed"):
            _check_named(one[kind], found["courses"])
    assert found["as_it_is"]["cycles"][0]["covered_on"] == "2026-11-23"


def _check_named(fates: dict[str, Any], courses: int) -> None:
    assert set(fates) == {"count", "accounts"}
    for one in fates["accounts"]:
        assert set(one) == {"account_id", "name", "day", "courses", "code", "text"}
        assert 1 <= one["courses"] <= courses
        assert one["text"]


def test_a_promise_on_a_day_of_leave_is_named(stocked: Shell) -> None:
    stocked.ok("next", 2, "2026-11-27 10:00", "--promised")
    found = stocked.json("whatif", "--off", "2026-11-27", "--days", 10)
    assert found["as_it_is"]["unfit"]["accounts"] == []
    (one,) = found["what_if"]["unfit"]["accounts"]
    assert (one["account_id"], one["name"], one["day"], one["code"]) == (2, "榕泉", "2026-11-27", "day_off")
    assert "榕泉" in stocked.ok("whatif", "--off", "2026-11-27")


def test_without_a_change_both_are_the_same_and_nothing_is_written(stocked: Shell) -> None:
    before = stocked.json("acts")
    found = stocked.json("whatif", "--quota", 60)
    assert found["as_it_is"] == found["what_if"]
    assert stocked.json("acts") == before


def test_a_person_reads_it_as_a_table(stocked: Shell) -> None:
    said = stocked.ok("whatif", "--quota", 1)
    rows = {line[:22].strip(): line[22:].split("  ") for line in said.splitlines()}
    assert [cell.strip() for cell in rows["calls a day"] if cell.strip()] == ["60", "1"]
    assert "Mon 23 Nov to Thu 31 Dec" in said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--quota", "0"), 1), (("--quota", "many"), 1), (("--off", "some day"), 1), (("--cadence", "z=3"), 1),
        (("--cadence", "a"), 2), (("--cadence", "a=5/2"), 1), (("--target", "150"), 1), (("--days", "0"), 2),
        (("--days", "9999"), 2),
    ],
)  # fmt: skip
def test_what_cannot_be_tried_is_refused_on_one_line(stocked: Shell, words: tuple[str, ...], code: int) -> None:
    stocked.refused("whatif", *words, code=code)
