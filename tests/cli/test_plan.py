"""`repdesk plan`: the shape scripts rely on, before and after the plan is frozen."""

from __future__ import annotations

from datetime import datetime

from repdesk.clock import Clock
from repdesk.desk.evening.tomorrow import Draft, tomorrow
from repdesk.desk.evening.writing import add_task, plan_evening, set_learning
from repdesk.desk.opening import open_book

from .running import Shell
from .test_commands import ITEM

PLAN = {
    "day", "frozen", "quota", "needed_pace", "reachable_percent", "load", "items", "carried_over", "besides", "learn",
    "loose_ends", "process", "regrets", "minutes",
}  # fmt: skip


def test_the_plan_shows_what_would_be_frozen_and_writes_nothing(stocked: Shell) -> None:
    stocked.ok("log", 2, "t")
    stocked.ok("next", 1, "today 10:00", "--promised")
    stocked.now = "2026-11-23T18:00"
    before = stocked.book.read_bytes()
    plan = stocked.json("plan")
    assert set(plan) == PLAN
    assert (plan["day"], plan["frozen"], plan["quota"], plan["learn"]) == ("2026-11-24", False, 60, None)
    assert [item["name"] for item in plan["items"]] == ["荣泰科技", "=1+1", "楚商"]
    assert all(set(item) == ITEM for item in plan["items"])
    assert [load["day"][-2:] for load in plan["load"]] == ["24", "25", "26", "27", "30"]
    assert set(plan["load"][0]) == {"day", "set", "quota"}
    assert [(end["kind"], end["account_id"], end["call_id"] is None) for end in plan["loose_ends"]] == [
        ("promise", 1, True),
        ("note", 2, False),
    ]
    assert plan["process"]["calls"] == {"planned": 4, "made": 1, "target": 60}
    assert plan["process"]["notes"] == {"out_of": 1, "made": 0, "target": 1}
    assert set(plan["process"]) == {"calls", "conversations", "effective", "notes", "next_calls"}
    assert plan["regrets"] == {
        "promises_missed": [1],
        "ownership_lost": [],
        "past_maximum": [],
        "priority_not_reached": [1, 5],
    }
    assert stocked.book.read_bytes() == before


def test_the_frozen_plan_is_the_one_that_is_shown(stocked: Shell) -> None:
    stocked.now = "2026-11-23T18:00"
    book = open_book(stocked.book, Clock(datetime.fromisoformat(stocked.now)))
    try:
        plan_evening(book, Draft(frozenset({5}), (4,)))
        add_task(book, "proposal", "三年期报价", tomorrow(book).day)
        set_learning(book, "ask who signs", tomorrow(book).day)
    finally:
        book.close()
    plan = stocked.json("plan")
    assert plan["frozen"]
    assert [item["account_id"] for item in plan["items"]] == [1, 2, 3, 4]
    assert plan["besides"] == [{"kind": "proposal", "title": "三年期报价", "due": "2026-11-24"}]
    assert plan["learn"] == "ask who signs"
    said = stocked.ok("plan")
    assert "Tue 24 Nov, frozen: 4 calls" in said
    assert "proposal: 三年期报价" in said
    stocked.now = "2026-11-24T08:00"
    assert [item["account_id"] for item in stocked.json("today")["items"]] == [1, 2, 3, 4]
