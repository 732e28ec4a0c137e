"""The rep's calendar: public holidays by name, years not published, half days and hours, and what follows from them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.desk import settings
from repdesk.desk.book import Book
from repdesk.desk.calendar import calendar_note, country_said, read_day_names
from repdesk.desk.settings import drop_own_day, keep_holidays, set_day_off, set_hours, set_setting
from repdesk.desk.today import day_list
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from repdesk.exchange.public_holidays import PublicHolidays, known_countries, public_holidays
from repdesk.rules.hours import hours_on
from tests.desk.making import a_book, fill, set_clock

MON, TUE, SAT = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 28)
MORNING = (time(9), time(12))

# By decree of the State Council: what is off beside weekends, and the weekends that are worked for it.
CHINA = {
    2025: (
        "0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008",
        "0126 0208 0427 0928 1011",
    ),
    2026: (
        "0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007",
        "0104 0214 0228 0509 0920 1010",
    ),
}


@pytest.mark.parametrize("year", CHINA)
def test_the_years_china_has_decreed(year: int) -> None:
    found = public_holidays("CN", year)
    off, work = ({date(year, int(day[:2]), int(day[2:])) for day in text.split()} for text in CHINA[year])
    assert found.covered
    assert {day for day in found.off if day.weekday() < 5} == off
    assert set(found.work) == work
    assert all(day.weekday() >= 5 for day in work)


def test_days_that_were_swapped_are_named_after_their_holiday() -> None:
    english, chinese = public_holidays("CN", 2026, "en"), public_holidays("CN", 2026, "zh_CN")
    assert (english.off[date(2026, 10, 6)], english.work[date(2026, 9, 20)]) == ("National Day", "National Day")
    assert (chinese.off[date(2026, 10, 6)], chinese.work[date(2026, 9, 20)]) == ("国庆节", "国庆节")


def test_a_year_that_is_not_decreed_is_expected_and_not_covered() -> None:
    later = public_holidays("CN", 2028)
    assert not later.covered
    assert later.off[date(2028, 10, 2)] == "National Day"
    assert later.work == {}


@given(st.sampled_from(sorted(known_countries())), st.integers(2024, 2028))
def test_every_country_is_read(country: str, year: int) -> None:
    found = public_holidays(country, year, "zh_CN")
    assert {day.year for day in (*found.off, *found.work)} <= {year}
    assert not set(found.off) & set(found.work)


def names(book: Book) -> dict[date, str]:
    return dict(read_day_names(book.read(), book.calendar.country))


def test_a_country_is_kept_by_name_and_says_how_far_it_is_known(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db") as book:
        assert "no country chosen" in calendar_note(book.calendar, MON)
        set_setting(book, "country", "cn")
        assert not book.calendar.is_working(date(2026, 10, 6))
        assert book.calendar.is_working(date(2026, 10, 10))
        assert book.calendar.published_through == 2026
        assert names(book)[date(2026, 10, 10)] == "works for National Day"
        assert names(book)[date(2027, 10, 1)] == "National Day, not published yet"
        assert book.calendar.is_working(date(2027, 10, 1)), "weekends only until it is published"
        assert "known through 2026: 2027 has weekends only" in calendar_note(book.calendar, date(2027, 1, 4))
        assert country_said(book.read(), book.calendar, MON).startswith("CN 2026: ")
        set_setting(book, "country", "gb")
        assert book.calendar.published_through is None
        assert book.calendar.is_working(date(2026, 10, 1))
        set_setting(book, "country", "none")
        assert (book.setting("country"), book.calendar.country) == (None, None)


def test_a_library_that_knows_more_is_heeded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_book(tmp_path / "b.db") as book:
        set_setting(book, "country", "CN")
        assert keep_holidays(book) is None, "all is on record"

        def later(country: str, year: int, language: str = "en") -> PublicHolidays:
            if year != 2027:
                return public_holidays(country, year, language)
            return PublicHolidays({date(2027, 1, 1): "New Year"}, {date(2027, 1, 9): "New Year"}, covered=True)

        monkeypatch.setattr(settings, "public_holidays", later)
        monkeypatch.setattr(settings, "holidays_version", lambda: "999")
        assert keep_holidays(book) is not None
        assert book.calendar.published_through == 2027
        assert book.calendar.is_working(date(2027, 1, 9))
        assert [day for day in names(book) if day.year == 2027] == [date(2027, 1, 1), date(2027, 1, 9)]
        assert keep_holidays(book) is None


def test_a_year_that_begins_is_kept(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db") as book:
        set_setting(book, "country", "GB")
        set_clock(book, datetime(2027, 1, 4, 9))
        assert keep_holidays(book) is not None
        assert book.calendar.covers(2028)


def test_half_a_day_bears_half_the_calls(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db") as book:
        fill(book, *({} for _ in range(70)))
        whole = day_list(book)
        set_hours(book, MON, MORNING, "dentist")
        half = day_list(book)
        assert (whole.head.quota, len(whole.rows)) == (60, 60)
        assert (half.head.quota, len(half.rows)) == (23, 23)
        assert half.head.coverage.working_days_left == whole.head.coverage.working_days_left
        assert names(book)[MON] == "dentist"
        undo(book)
        assert day_list(book).head.quota == 60


def test_what_can_still_be_reached_counts_short_days(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db", now=datetime(2026, 11, 30, 9)) as book:
        fill(book, *({} for _ in range(60)))
        assert day_list(book).head.coverage.reachable_percent == 100
        set_hours(book, date(2026, 11, 30), MORNING)
        assert day_list(book).head.coverage.reachable_percent == 38


def test_hours_make_a_day_off_worked_and_are_let_go_with_it(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db") as book:
        set_hours(book, SAT, MORNING)
        assert hours_on(SAT, book.calendar, book.policy).spans == (MORNING,)
        drop_own_day(book, SAT)
        assert not book.calendar.is_working(SAT)
        set_day_off(book, TUE, off=True)
        set_hours(book, TUE, MORNING)
        assert book.quota_at(TUE) == 23
        set_day_off(book, TUE, off=True)
        assert not book.calendar.is_working(TUE)
        drop_own_day(book, TUE)
        assert book.quota_at(TUE) == 60
        with pytest.raises(RepdeskError):
            drop_own_day(book, TUE)


def test_the_reps_own_word_goes_before_the_countrys(tmp_path: Path) -> None:
    with a_book(tmp_path / "b.db", now=datetime(2026, 1, 1, 9)) as book:
        set_setting(book, "country", "CN")
        make_up, holiday = date(2026, 1, 4), date(2026, 1, 2)
        set_day_off(book, make_up, off=True)
        set_day_off(book, holiday, off=False)
        assert not book.calendar.is_working(make_up)
        assert book.calendar.is_working(holiday)
        assert book.quota_at(make_up - timedelta(days=1)) == 60
