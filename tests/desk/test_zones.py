"""Customers elsewhere: their clock, their hours by the rep's, and times kept by a clock the rep has left."""

from __future__ import annotations

import os
import time as system_time
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card.fields_writing import edit_customer, set_window
from repdesk.desk.customers import person
from repdesk.desk.today import day_list
from repdesk.errors import RepdeskError
from repdesk.rules.types import NextCall, Outcome
from tests.desk.making import MONDAY, a_book, fill, set_clock

NEW_YORK, LONDON, HOME = "+12125550100", "+442079497188", "+8613800138000"


def says(book: Book, account_id: int, number: str) -> str:
    theirs = book.zones.their_time(person(book, account_id), number, book.clock.now())
    return "" if theirs is None else wording.their_time(theirs)


@pytest.mark.parametrize(
    ("now", "number", "said"),
    [
        (datetime(2026, 11, 23, 16, 30), LONDON, "~08:30 in London, too early"),
        (datetime(2026, 11, 23, 17, 0), LONDON, "~09:00 in London"),
        (datetime(2026, 7, 6, 16, 0), LONDON, "~09:00 in London"),  # summer time
        (datetime(2026, 11, 23, 9, 0), LONDON, "~01:00 in London, too early"),
        (datetime(2026, 11, 23, 9, 0), NEW_YORK, "~Sun 20:00 in New York, weekend"),
        (datetime(2026, 11, 24, 9, 0), NEW_YORK, "~Mon 20:00 in New York, too late"),
        (datetime(2026, 11, 24, 9, 0), HOME, ""),
        (datetime(2026, 11, 24, 9, 0), "+18005551234", ""),  # rings anywhere
    ],
)
def test_what_their_clock_shows_by_their_number(tmp_path: Path, now: datetime, number: str, said: str) -> None:
    with a_book(tmp_path / "b.db", now=now) as book:
        (one,) = fill(book, {"phones": [number]})
        assert says(book, one, number) == "", "the first paint does not wait for it"
        book.zones.get_ready()
        assert says(book, one, number) == said


def test_a_stated_zone_goes_before_the_number_and_a_stated_window_before_the_office(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db", now=datetime(2026, 11, 23, 20, 30)) as book:
        (one,) = fill(book, {"phones": [LONDON]})
        book.zones.get_ready()
        edit_customer(book, one, "timezone", "new york")
        assert says(book, one, LONDON) == "07:30 in New York, too early"
        set_window(book, one, "7:00-8:00")
        assert says(book, one, LONDON) == "07:30 in New York"
        assert person(book, one).window == (time(7), time(8))
        assert book.account(one).window == (time(20), time(21)), "by the rep's clock"
        edit_customer(book, one, "timezone", "-")
        assert book.account(one).window == (time(7), time(8))


@pytest.mark.parametrize(
    ("typed", "said"), [("Atlantis", "no place whose time I know"), ("USA", "New York, Chicago, Denver, Los Angeles")]
)
def test_a_place_that_is_none_is_refused_with_what_would_do(tmp_path: Path, typed: str, said: str) -> None:
    with a_book(tmp_path / "b.db") as book:
        (one,) = fill(book, {})
        with pytest.raises(RepdeskError) as refused:
            edit_customer(book, one, "timezone", typed)
        assert said in f"{refused.value.title} {refused.value.hint}"


@pytest.mark.parametrize(
    ("day", "office"),
    [
        (datetime(2026, 10, 23, 9), (time(16), time(23, 59))),  # 09:00 in London, summer time
        (datetime(2026, 10, 26, 9), (time(17), time(23, 59))),
        (datetime(2026, 3, 27, 9), (time(17), time(23, 59))),
        (datetime(2026, 3, 30, 9), (time(16), time(23, 59))),
    ],
)
def test_office_hours_elsewhere_follow_summer_time(tmp_path: Path, day: datetime, office: tuple[time, time]) -> None:
    with a_book(tmp_path / "b.db", now=day) as book:
        (one,) = fill(book, {"timezone": "Europe/London"})
        known = book.account(one)
        assert (known.window, known.office) == (None, office)


def test_who_is_awake_is_offered_first(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db", now=datetime(2026, 11, 23, 9, 30)) as book:
        asleep, awake = fill(book, {"intent": 5, "timezone": "Europe/London"}, {"intent": 4})
        assert day_list(book).rows[0].account_id == asleep
        assert day_list(book).offered == awake
        set_clock(book, datetime(2026, 11, 23, 17, 30))
        assert day_list(book).offered == asleep


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def to(zone: str) -> None:
        monkeypatch.setitem(os.environ, "TZ", zone)
        system_time.tzset()

    return to


def test_a_time_is_kept_by_the_clock_it_was_set_by(tmp_path: Path, travel: Callable[[str], None]) -> None:
    with a_book(tmp_path / "b.db", now=MONDAY) as book:
        (one,) = fill(book, {})
        promise = NextCall(date(2026, 11, 24), time(15), promised=True, set_by="customer")
        log_call(book, one, Outcome.CALLBACK, CallDetails(next_call=promise))
        assert book.account(one).next_call == promise
        kept = book.read().execute("SELECT day, clock, timezone FROM next_call").fetchone()
        assert tuple(kept) == ("2026-11-24", "15:00", "Asia/Shanghai")
        travel("Europe/London")
        here = book.account(one).next_call
        assert here is not None
        assert (here.date, here.time, here.promised) == (date(2026, 11, 24), time(7), True)
        book.refresh()
        assert [a.next_call for a in book.accounts(date(2026, 11, 24))] == [here]


def test_a_zone_nobody_knows_any_more_changes_nothing(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db") as book:
        odd = {"day": "2026-11-24", "clock": "15:00", "timezone": "Mars/Olympus"}
        (one,) = fill(book, {"timezone": "Mars/Olympus", "window_from": "10:00", "window_to": "11:00", "next": odd})
        known = book.account(one)
        assert known.window == (time(10), time(11))
        assert known.next_call is not None
        assert known.next_call.time == time(15)
        assert says(book, one, HOME) == ""
