"""Typed dates in an open book: how full the day is, what is offered, and what we print read back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repdesk import i18n, wording
from repdesk.clock import Clock
from repdesk.desk.customers_writing import set_next_call
from repdesk.desk.next_call_typed import offers_typed
from repdesk.desk.typed import read_day, told_day
from repdesk.desk.when import offers, read_when
from repdesk.errors import RepdeskError
from repdesk.rules.dates import parse_when
from repdesk.rules.policy import Policy
from repdesk.rules.types import NextCall
from repdesk.rules.workdays import Calendar
from tests.desk.making import MONDAY, a_book, fill, set_clock
from tests.rules.test_dates import read as read_phrase
from tests.rules.test_dates import table


def test_a_date_says_how_full_its_day_is(tmp_book: Path) -> None:
    tuesday: dict[str, object] = {"next": {"day": "2026-12-01"}}
    with a_book(tmp_book) as book:
        fill(book, tuesday, tuesday, {"next": {"day": "2026-11-28"}})
        assert read_when(book, "下周二 下午三点").preview == "Tue 1 Dec 15:00, 2/60 set"
        saturday = read_when(book, "sat")
        assert saturday.preview == "Sat 28 Nov, 1/60 set"
        assert saturday.notes == ("a day off; the nearest working days are Fri 27 Nov and Mon 30 Nov",)


def test_a_promise_is_one_where_the_words_say_so_or_the_rep_does(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (account_id,) = fill(book, {})
        said = read_when(book, "约定周五下午三点")
        assert said.preview == "Fri 27 Nov 15:00, promised, 0/60 set"
        set_next_call(book, account_id, said.next_call())
        kept = book.account(account_id).next_call
        assert kept is not None
        assert (kept.promised, kept.set_by) == (True, "customer")
        assert read_when(book, "fri 3pm").next_call() == NextCall(date(2026, 11, 27), time(15), set_by="rep")
        assert read_when(book, "fri 3pm").next_call(promised=True).set_by == "customer"


def test_the_past_is_refused_with_the_nearest_and_offered_it(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        set_clock(book, MONDAY + timedelta(hours=7))
        with pytest.raises(RepdeskError) as refused:
            read_when(book, "11am")
        assert "in the past" in refused.value.title
        assert refused.value.message == "The nearest is Tue 24 Nov 11:00"
        (offer,) = offers(book, "11am")
        assert read_when(book, offer.typed).preview.startswith(offer.words)


def test_what_is_offered_is_typed_as_it_is_said_and_a_promise_stays_one(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        for text in ("fri 3:30!", "next sunday!", "promised sat 10am", "5/12 12:30!"):
            found = offers(book, text)
            assert found
            for offer in found:
                read = read_when(book, offer.typed)
                assert read.promised
                assert offer.words.split()[-1] in read.preview
        (offer,) = offers_typed(book, "fri 3:30 for the offer")
        assert (offer.typed, offer.words) == ("2026-11-27 03:30 for the offer", "03:30")
        assert offers(book, "no date") == offers(book, "fri 10:00") == ()


def test_the_day_of_a_contract_may_be_past_and_is_told_as_it_is_typed(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        for text, day in (
            ("5/12/2025", date(2025, 12, 5)),
            ("昨天", date(2026, 11, 22)),
            ("明年底", date(2027, 12, 31)),
        ):
            assert read_day(book, text) == day
            assert told_day(book, text) == wording.day(day)
        assert told_day(book, "") == ""
        assert told_day(book, "2026-1") == "Try 2026-12-08."


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@settings(max_examples=60)
@given(
    call=st.builds(
        NextCall,
        st.dates(date(2026, 11, 24), date(2029, 12, 31)),
        st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        st.booleans(),
    )
)
def test_what_we_print_is_read_as_what_it_was(language: str, call: NextCall) -> None:
    if not (i18n.LOCALE / "zh_CN" / "LC_MESSAGES" / "repdesk.mo").exists():
        pytest.skip("the catalogue is not compiled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPDESK_LANG", language)
        i18n._translations.cache_clear()
        said = wording.next_call(call, MONDAY.date())
    i18n._translations.cache_clear()
    read = parse_when(said, MONDAY, Calendar(), Policy())
    assert (read.date, read.time, read.promised, read.ambiguous) == (call.date, call.time, call.promised, ())


def test_time_that_passes_passes_where_clocks_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    import time as system

    monkeypatch.setenv("TZ", "Europe/Berlin")
    system.tzset()
    now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half past two in summer time, the first of two such hours
    clock = Clock(now.replace(tzinfo=None) + timedelta(hours=2), standing=True)
    read = parse_when("in 2 hours", clock.now(), Calendar(), Policy(), clock.after)
    assert read.time == time(3, 30)


def test_whatever_is_to_be_known_of_a_date_has_its_words() -> None:
    codes = set()
    for phrase, now, day, _at, _said in table():
        if day != "-":
            for note in read_phrase(phrase, datetime.fromisoformat(now[4:])).notes:
                codes.add(note.code)
                assert wording.when_note(note, MONDAY.date())
    assert len(codes) >= 18
