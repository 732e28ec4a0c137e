"""The evening's plan: what is frozen is what the next morning opens with."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.customers_writing import set_next_call
from repdesk.desk.evening import besides, day_done, due_of_day, loose_ends
from repdesk.desk.evening.learning import to_learn
from repdesk.desk.evening.tomorrow import Draft, planned_why, tomorrow
from repdesk.desk.evening.writing import add_task, drop_task, plan_evening, put_task_off, set_learning, tick_task
from repdesk.desk.explaining import why
from repdesk.desk.settings import set_day_off, set_hours
from repdesk.desk.today import carried_over, day_list
from repdesk.desk.today_writing import add_to_today, freeze, replan
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.rules.types import NextCall, Outcome, Tier

from .making import a_book, fill, set_clock

EVENING = datetime(2026, 11, 23, 18, 10)
MORNING = datetime(2026, 11, 24, 8, 30)
TUE = date(2026, 11, 24)
DUE = {"day": "2026-11-24"}
LATER = {"day": "2026-12-08"}


@pytest.fixture(autouse=True)
def _four_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "policy.toml").write_text("[day]\nquota = 4\n[cover]\ntarget = 0.0\n")
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path / "config"))


STOCK: list[dict[str, object]] = [
    {"next": {**DUE, "clock": "10:00", "promised": 1}},
    {"stage": 5, "intent": 5, "next": DUE},
    {"stage": 5, "intent": 4, "next": DUE},
    {"stage": 5, "intent": 3, "next": DUE},
    {"stage": 3, "next": DUE},
    {"stage": 2, "next": DUE},
    {"stage": 1, "next": DUE},
    {"next": LATER},
]
"""1 is promised for tomorrow, 2 to 4 have priority, 5 to 7 are due, 8 later."""
HOT: dict[str, object] = {"stage": 5}


def stocked(book: Book) -> None:
    fill(book, *map(dict, STOCK))


def ids(book: Book) -> list[int]:
    return [row.account_id for row in day_list(book).rows]


def planned(book: Book, draft: Draft | None = None) -> list[int]:
    return [row.account_id for row in tomorrow(book, draft).rows]


def go_to(book: Book, now: datetime) -> None:
    set_clock(book, now)
    book.refresh()


def test_the_morning_opens_with_what_the_evening_froze(tmp_book: Path) -> None:
    draft = Draft(frozenset({3}), (8,))
    with a_book(tmp_book, now=EVENING) as book:
        stocked(book)
        assert planned(book) == [1, 2, 3, 4]
        shown = tomorrow(book, draft)
        assert [row.account_id for row in shown.rows] == [1, 2, 4, 5, 8]  # 5 takes the place of the one dropped
        assert [row.account_id for row in shown.foremost] == [1, 2, 3, 4, 8]
        plan_evening(book, draft)
        stands = tomorrow(book)
        assert (stands.frozen, stands.draft) == (True, draft)
        assert [row.account_id for row in stands.foremost] == [1, 2, 3, 4, 8]
        assert stands.carried == shown.carried
    with a_book(tmp_book, now=MORNING) as book:
        assert freeze(book) is None
        assert ids(book) == [1, 2, 4, 5, 8]
        assert day_list(book).frozen
        assert day_list(book).morning == "planned last evening: 5 calls"
        assert [row.account_id for row in carried_over(book)] == [6, 7, 3]
        assert why(book, 3).sentence == "It fits priority, but you dropped it when you planned the day"
        log_call(book, 1, Outcome.TALKED)
        assert ids(book) == [1, 2, 4, 5, 8]


@pytest.mark.parametrize(
    ("evening", "morning", "off"),
    [
        (datetime(2026, 11, 20, 18, 0), datetime(2026, 11, 23, 8, 0), None),  # over the weekend
        (datetime(2026, 11, 24, 0, 40), MORNING, None),  # after midnight
        (datetime(2026, 11, 21, 11, 0), datetime(2026, 11, 23, 8, 0), None),  # on a Saturday
        (datetime(2026, 11, 22, 0, 10), datetime(2026, 11, 23, 8, 0), None),  # in the night to a Sunday
        (EVENING, datetime(2026, 11, 25, 8, 0), TUE),  # tomorrow is a day off
        (MORNING, datetime(2026, 11, 25, 8, 0), None),  # in the morning before any call: the day after
    ],
)
def test_whenever_it_is_made_the_next_working_day_opens_with_it(
    evening: datetime, morning: datetime, off: date | None, tmp_book: Path
) -> None:
    with a_book(tmp_book, now=evening) as book:
        fill(book, *[HOT] * 3, *({} for _ in range(4)))
        if off is not None:
            set_day_off(book, off, off=True)
        if book.calendar.is_working(evening.date()):
            freeze(book)
        assert tomorrow(book).day == morning.date()
        plan_evening(book, Draft(frozenset({2}), (7,)))
        shown = planned(book)
        assert 2 not in shown
        assert 7 in shown
    with a_book(tmp_book, now=morning) as book:
        assert (day_list(book).day, ids(book)) == (morning.date(), shown)


def test_what_is_called_after_the_freezing_leaves_and_what_is_set_joins(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        stocked(book)
        plan_evening(book, Draft(added=(8,)))
        assert planned(book) == [1, 2, 3, 4, 8]
        log_call(book, 2, Outcome.TALKED)
        log_call(book, 3, Outcome.TALKED, CallDetails(no_next=True))
        log_call(book, 4, Outcome.TALKED)
        undo(book)
        log_call(book, 8, Outcome.NO_ANSWER)
        set_next_call(book, 7, NextCall(TUE, time(9), promised=True))
        assert planned(book) == [7, 1, 4]
        go_to(book, MORNING)
        assert ids(book) == [7, 1, 4]
        add_to_today(book, 3)  # the rep wants it all the same
        assert ids(book) == [7, 1, 4, 3]
        replan(book)
        assert not ids(book)[4:]
        assert day_list(book).morning == ""


def test_a_promise_is_not_dropped_and_the_later_plan_counts_and_can_be_undone(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        stocked(book)
        assert planned(book, Draft(frozenset({1}))) == [1, 2, 3, 4]
        plan_evening(book, Draft(frozenset({2})))
        plan_evening(book, Draft(frozenset({4})))
        assert planned(book) == [1, 2, 3, 5]
        undo(book)
        assert planned(book) == [1, 3, 4, 5]
        undo(book)
        assert not tomorrow(book).frozen
        redo(book)
        assert planned(book) == [1, 3, 4, 5]


def test_one_who_may_not_be_called_or_stands_there_already_is_not_added_twice(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        stocked(book)
        (dead,) = fill(book, {"phones": []})
        assert planned(book, Draft(added=(2, dead, 8, 99))) == [1, 2, 3, 4, 8]


def test_why_one_stands_on_tomorrows_list(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        stocked(book)
        shown = tomorrow(book, Draft(frozenset({2})))
        on, dropped = planned_why(shown, 3), planned_why(shown, 2)
        assert on is not None
        assert dropped is not None
        assert (on.sentence, on.rank) == ("Number 2 on Tue 24 Nov, tier priority", 2)
        assert (dropped.sentence, dropped.rank) == ("Dropped from Tue 24 Nov, tier priority", None)
        assert sum(reason.points for reason in dropped.reasons) == dropped.score
        assert planned_why(shown, 8) is None


def test_loose_ends_are_promises_that_stand_and_conversations_without_a_note(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        promise = {"clock": "10:00", "promised": 1}
        fill(
            book,
            {"next": {"day": "2026-11-23", **promise}},
            {"next": {"day": "2026-11-20", **promise}},
            {"next": {"day": "2026-11-24", **promise}},
            {"next": {"day": "2026-11-20", **promise}, "phones": []},
            *({} for _ in range(4)),
        )
        log_call(book, 5, Outcome.TALKED)
        log_call(book, 6, Outcome.TALKED, CallDetails(note="价格"))
        log_call(book, 7, Outcome.REFUSED, CallDetails(reason="太贵"))
        log_call(book, 8, Outcome.NO_ANSWER)
        ends = loose_ends(book)
        assert [(end.kind, end.account_id) for end in ends] == [
            ("promise", 2),
            ("promise", 4),  # it may not be called, and was promised all the same
            ("promise", 1),
            ("note", 5),
        ]
        set_next_call(book, 2, NextCall(date(2026, 11, 25)))
        assert ends[3].call_id is not None
        amend_call(book, ends[3].call_id, Amendment(note="要三年期报价"))
        assert [end.account_id for end in loose_ends(book)] == [4, 1]
        go_to(book, datetime(2026, 11, 24, 0, 30))
        assert [end.account_id for end in loose_ends(book)] == [4, 1]  # it is still Monday's evening


def test_the_day_is_held_against_its_targets(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"next": {"day": "2026-11-23", "clock": "10:00", "promised": 1}}, *[HOT] * 3)
        log_call(book, 2, Outcome.TALKED, CallDetails(note="要报价"))
        log_call(book, 3, Outcome.NO_ANSWER)
        set_clock(book, EVENING)
        done = day_done(book)
        told = {figure.name: (figure.made, figure.target, figure.out_of) for figure in done.figures}
        assert told == {
            "calls": (2, 4, 4),
            "conversations": (1, 20, 2),
            "effective": (1, 10, 1),
            "notes": (1, 1, 1),
            "next_calls": (2, 2, 2),
        }
        assert (done.regrets.promises_missed, done.regrets.priority_not_reached) == ((1,), (3, 4))
        assert (done.priority, done.uncalled) == (3, 1)


def test_a_promise_put_off_after_midnight_is_a_regret_of_the_evening_it_is_still(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"next": {"day": "2026-11-23", "clock": "10:00", "promised": 1}})
        go_to(book, datetime(2026, 11, 24, 0, 30))
        assert day_done(book).regrets.promises_missed == (1,)
        set_next_call(book, 1, NextCall(TUE, time(10)))
        assert day_done(book).regrets.promises_missed == (1,)


def test_half_a_day_bears_half_the_calls(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        stocked(book)
        set_hours(book, TUE, (time(9), time(12)))
        shown = tomorrow(book)
        assert (shown.quota, len(shown.rows), shown.load[0].quota) == (2, 2, 2)


def test_only_what_the_days_calls_suggest_is_asked_in_the_evening(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"stage": 3}, {"stage": 3}, {"phones": []})
        log_call(book, 2, Outcome.TALKED, CallDetails(price=True))
        assert [(one.account_id, one.move.after) for one in due_of_day(book)] == [(2, "A")]
        go_to(book, MORNING.replace(hour=9))
        log_call(book, 1, Outcome.NO_ANSWER)
        assert due_of_day(book) == ()


def test_a_task_is_carried_over_and_undo_takes_it_back(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        add_task(book, "post", "brochures", date(2026, 11, 23))
        (task,) = besides(book).tasks
        put_task_off(book, task.id, TUE)
        assert [one.due for one in besides(book).tasks] == [TUE]
        undo(book)
        assert besides(book).tasks == (task,)


def test_what_is_not_learned_is_offered_again_and_refusals_teach(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        fill(book, *({} for _ in range(3)))
        set_learning(book, "ask who signs", date(2026, 11, 20))
        set_learning(book, "listen", date(2026, 11, 23))
        for number in (1, 2):
            log_call(book, number, Outcome.REFUSED, CallDetails(reason="太贵"))
        choice = to_learn(book, day_done(book))
        assert choice.offers[:3] == ("listen", "ask who signs", "what to answer to: 太贵")
        assert (choice.lately, choice.carried) == ((), "listen")
        learned = besides(book).learned
        assert learned is not None
        tick_task(book, learned.id, done=True)
        choice = to_learn(book, day_done(book))
        assert (choice.lately, choice.carried) == (("listen",), "ask who signs")


def test_the_load_and_the_pace_of_the_coming_days(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        stocked(book)
        fill(book, {"next": {"day": "2026-11-20"}}, {"next": {"day": "2026-11-27"}})
        shown = tomorrow(book)
        assert [(load.day.day, load.set, load.quota) for load in shown.load] == [
            (24, 8, 4),
            (25, 0, 4),
            (26, 0, 4),
            (27, 1, 4),
            (30, 0, 4),
        ]
        assert shown.per_tier()[Tier.PRIORITY] == 3
        assert sum(shown.carried.values()) == 4


def test_work_besides_calling_and_the_one_thing_to_learn(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        fill(book, {})
        add_task(book, "proposal", "  荣泰的\n三年期报价 ", TUE)
        add_task(book, "private", "dentist", TUE)
        set_learning(book, "ask for the budget", TUE)
        assert set_learning(book, "ask for the budget", TUE) is None
        set_learning(book, "ask who signs", TUE)
        with pytest.raises(RepdeskError):
            add_task(book, "proposal", "   ", TUE)
        known = besides(book)
        assert [(task.kind, task.title) for task in known.tasks] == [
            ("proposal", "荣泰的 三年期报价"),
            ("private", "dentist"),
        ]
        assert known.learn is not None
        assert known.learn.title == "ask who signs"
        tick_task(book, known.tasks[1].id, done=True)
        drop_task(book, known.tasks[0].id)
        undo(book)
        plan_evening(book)
    with a_book(tmp_book, now=MORNING) as book:
        assert day_list(book).morning == "planned last evening: 1 call; to learn: ask who signs; besides calling: 1"
        set_clock(book, datetime(2026, 11, 24, 18, 0))
        known = besides(book)
        assert [task.title for task in known.tasks] == ["荣泰的 三年期报价"]  # still open
        assert known.learn is None
        assert known.learned is not None
        set_learning(book, "", TUE)
        assert besides(book).learned is None


def test_an_empty_book_can_be_planned(tmp_book: Path) -> None:
    with a_book(tmp_book, now=EVENING) as book:
        assert (planned(book), loose_ends(book)) == ([], ())
        plan_evening(book)
        assert tomorrow(book).frozen
        assert day_done(book).figures[0].made == 0


def test_a_re_plan_takes_nothing_from_the_days_target_and_regrets(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *[HOT] * 3)
        for account_id in (1, 2):
            log_call(book, account_id, Outcome.NO_ANSWER)
        before = day_done(book)
        replan(book)
        assert day_done(book).figures[0].target == before.figures[0].target
        assert day_done(book).regrets.priority_not_reached == before.regrets.priority_not_reached == (1, 2, 3)


def test_a_next_call_nobody_can_make_is_told(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"phones": []})
        details = CallDetails(channel="visit", next_call=NextCall(date(2026, 11, 23), time(15)))
        assert log_call(book, 1, Outcome.CALLBACK, details).notes == (
            "no number to dial: on no list until one is added",
        )
        assert [end.account_id for end in loose_ends(book) if end.kind == "promise"] == [1]
