"""Dates and times as people type them: the table of phrases, and what holds for all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.dates import UnreadWhen, When, parse_when
from repdesk.rules.dates.clock_phrases import BARE_PHRASES, CLOCK_PHRASES, FRAMED_PHRASES
from repdesk.rules.dates.day_phrases import COMBINED_PHRASES
from repdesk.rules.dates.moment_phrases import MOMENT_PHRASES
from repdesk.rules.dates.month_phrases import MONTH_PHRASES
from repdesk.rules.dates.phrases import Row
from repdesk.rules.dates.week_phrases import WEEK_PHRASES
from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar

POLICY = Policy()
HOLIDAYS = {date(2026, 11, 25), date(2027, 1, 1), *(date(2027, 2, day) for day in range(8, 13))}
HOLIDAYS |= {date(2027, 10, day) for day in range(1, 8)}
CALENDAR = Calendar(frozenset(HOLIDAYS), frozenset({date(2026, 12, 12)}), "CN", frozenset({2026, 2027}))
NOW = datetime(2026, 11, 23, 9, 42)
NOWS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31))
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
WEEKDAYS = (
    ("mon", "monday", "周一", "星期一", "礼拜一", "週一"),
    ("tue", "tuesday", "周二", "星期二", "礼拜二", "禮拜二"),
    ("wed", "wednesday", "周三", "星期三", "礼拜三"),
    ("thu", "thursday", "周四", "星期四", "礼拜四"),
    ("fri", "Friday", "周五", "星期五", "礼拜五"),
    ("sat", "SATURDAY", "周六", "星期六", "礼拜六"),
    ("sun", "sunday", "周日", "星期天", "礼拜日"),
)
ROWS: tuple[Row[Any, Any], ...] = (
    *(WEEK_PHRASES + MONTH_PHRASES + COMBINED_PHRASES),
    *(CLOCK_PHRASES + FRAMED_PHRASES + BARE_PHRASES),
    *MOMENT_PHRASES,
)
EXAMPLES = sorted({example for row in ROWS for example in row.such_as})


def table() -> list[tuple[str, str, str, str, str]]:
    """Return the lines of the table: a phrase, now, date, time, what is said."""
    lines = (Path(__file__).parent / "typed_dates.txt").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split(" |")] for line in lines if line and not line.startswith("#")]
    return [
        (phrase.strip(), now, day, at, said) for phrases, now, day, at, said in cells for phrase in phrases.split(" ;")
    ]


def read(text: str, now: datetime = NOW) -> When:
    return parse_when(text, now, CALENDAR, POLICY)


def told(when: When) -> str:
    notes = [*(["promised"] if when.promised else []), *(note.code.replace("_", " ") for note in when.notes)]
    return ", ".join([*notes, *([f"or {' or '.join(when.ambiguous)}"] if when.ambiguous else [])])


@pytest.mark.parametrize("now", sorted({line[1] for line in table()}))
def test_every_phrase_of_the_table_means_what_it_says_there(now: str) -> None:
    wrong = []
    moment = datetime.fromisoformat(now[4:])
    for phrase, _now, *wanted in (line for line in table() if line[1] == now):
        try:
            when = read(phrase, moment)
            got = [f"{when.date:%a %Y-%m-%d}", f"{when.time:%H:%M}" if when.time else "-", told(when)]
        except UnreadWhen:
            got = ["-", "-", ""]
        if got != wanted:
            wrong.append((phrase, got, wanted))
    assert not wrong


def test_the_table_is_long_and_in_both_languages() -> None:
    read_ones = [phrase for phrase, _now, day, _at, _said in table() if day != "-"]
    assert len(read_ones) >= 300
    assert min(sum(phrase.isascii() for phrase in read_ones), sum(not phrase.isascii() for phrase in read_ones)) > 150


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.such_as[0])
def test_every_row_reads_its_own_examples(row: Row[Any, Any]) -> None:
    for example in row.such_as:
        assert read(example, datetime(2026, 12, 31, 8, 5)).date.year in range(2026, 2029)
    assert (pattern := re.compile(row.pattern)).groups == len(pattern.groupindex)  # a table counts by the others


@pytest.mark.parametrize("text", ["[/oops]", "\x1b]0;x\x07", "x" * 5000, "一" * 5000, "[1/2]"])
def test_what_is_no_date_is_refused_and_stays_out_of_the_message(text: str) -> None:
    with pytest.raises(UnreadWhen) as refused:
        read(text)
    assert refused.value.text == text
    assert text not in str(refused.value)


def test_an_hour_before_opening_means_the_afternoon_where_that_is_open() -> None:
    late_shift = replace(POLICY, day=replace(POLICY.day, opens=time(2)))
    assert parse_when("fri 3:30", NOW, CALENDAR, late_shift).time == time(3, 30)
    night = replace(POLICY, day=replace(POLICY.day, closes=time(21)))
    assert (parse_when("fri 7", NOW, CALENDAR, night).time, read("fri 7").time) == (time(19), time(7))


def test_words_of_the_office_follow_its_hours_on_that_day() -> None:
    short = replace(CALENDAR, hours=frozenset({(date(2026, 11, 27), time(10), time(15))}))
    assert parse_when("fri first thing", NOW, short, POLICY).time == time(10)
    assert parse_when("周五下班前", NOW, short, POLICY).time == time(14, 30)
    assert parse_when("fri 3pm", NOW, short, POLICY).notes == ()
    (note,) = parse_when("fri 4pm", NOW, short, POLICY).notes
    assert (note.code, note.fact("nearest")) == ("outside_hours", "15:00")
    no_lunch = replace(POLICY, day=replace(POLICY.day, lunch=()))
    assert parse_when("12:30", NOW, CALENDAR, no_lunch).notes == ()
    with pytest.raises(UnreadWhen):
        parse_when("after lunch", NOW, CALENDAR, no_lunch)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("11-25", "day_off", {"before": "2026-11-24", "after": "2026-11-26"}),
        ("2027-02-10", "day_off", {"before": "2027-02-05", "after": "2027-02-15"}),
        ("2026-11-20", "past", {"nearest": "2026-11-23"}),
        ("2026-11-20 9:30", "past", {"nearest": "2026-11-24", "time": "09:30"}),
        ("8am", "past", {"nearest": "2026-11-24", "time": "09:00"}),
        ("fri 20:00", "outside_hours", {"opens": "09:00", "closes": "18:00", "nearest": "18:00"}),
        ("fri 12:40", "in_break", {"nearest": "13:00"}),
        ("takes 2 days", "delivery", {"ready": "2026-11-26", "days": 1}),
        ("before fri", "day_before", {"day": "2026-11-27"}),
        ("2028-03-01", "holidays_unknown", {"year": 2028}),
    ],
)
def test_a_note_tells_the_nearest_that_would_do(text: str, code: str, facts: dict[str, object]) -> None:
    (note,) = [note for note in read(text).notes if note.code == code]
    assert dict(note.facts) == facts


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("fri 3:30", ["2026-11-27 03:30"]),
        ("fri 7", ["2026-11-27 19:00", "2026-11-27 09:00"]),
        ("5/12", ["2026-12-05"]),
        ("周一", ["2026-11-23"]),
        ("sat 10:00", ["2026-11-30 10:00", "2026-11-27 10:00"]),
        ("next sunday", ["2026-11-29", "2026-12-07", "2026-12-04"]),
        ("9:30", ["2026-11-24 09:30"]),
        ("fri 10:00", []),
    ],
)
def test_other_readings_are_offered_first_then_the_nearest(text: str, offers: list[str]) -> None:
    assert [f"{day}{f' {at:%H:%M}' if at else ''}" for day, at in read(text).offers] == offers


@pytest.mark.parametrize("clock", ["2026-03-29 01:30", "2026-10-25 01:30", "2026-10-25 00:50", "2026-06-01 23:50"])
def test_hours_from_now_pass_whatever_the_clocks_do(clock: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    now = datetime.fromisoformat(clock).replace(tzinfo=zone)
    for text, span in (("in 2 hours", timedelta(hours=2)), ("90分钟后", timedelta(minutes=90))):
        when = parse_when(text, now, CALENDAR, POLICY)
        assert when.time is not None
        passed = (now.astimezone(UTC) + span).astimezone(zone)
        assert (when.date, when.time) == (passed.date(), passed.time())
        assert not when.past


@given(DAYS, TIMES, NOWS)
def test_what_is_written_plainly_reads_back(day: date, at: time, now: datetime) -> None:
    for text in (f"{day} {at:%H:%M}", f"{day}T{at:%H:%M}", f"{at:%H:%M} {day}", f"{day:%Y年%m月%d日} {at:%H点%M分}"):
        when = read(text, now)
        assert (when.date, when.time) == (day, at)
        assert when.past == (datetime.combine(day, at) < now.replace(second=0, microsecond=0))
        assert when.working == CALENDAR.is_working(day)
    twelve = f"{(at.hour - 1) % 12 + 1}:{at:%M}{'pm' if at.hour >= 12 else 'am'}"
    assert (read(f"{day} {twelve}", now).time, read(f"{day:%Y/%m/%d}", now).date) == (at, day)


@given(NOWS, st.sampled_from(EXAMPLES), TIMES)
def test_what_is_offered_in_place_of_a_date_is_no_past_and_needs_no_other(now: datetime, text: str, at: time) -> None:
    try:
        when = read(text, now.replace(hour=at.hour, minute=at.minute))
    except UnreadWhen:
        return
    assert (when.date, when.time) not in when.offers
    if when.past:
        day, clock = when.offers[-1]
        again = read(f"{day} {clock or ''}", now.replace(hour=at.hour, minute=at.minute))
        assert again.working
        assert not again.past


@given(NOWS, st.integers(0, 6))
def test_a_weekday_is_the_next_such_day_and_next_means_the_next_calendar_week(now: datetime, weekday: int) -> None:
    today = now.date()
    for name in WEEKDAYS[weekday]:
        coming = read(name, now).date
        assert coming.weekday() == weekday
        assert 1 <= (coming - today).days <= 7
    next_monday = today + timedelta(days=7 - today.weekday())
    assert read(f"next {WEEKDAYS[weekday][0]}", now).date == next_monday + timedelta(days=weekday)
    assert read(f"下{WEEKDAYS[weekday][2]}", now).date == next_monday + timedelta(days=weekday)


@given(NOWS, st.integers(0, 120))
def test_plus_counts_working_days_calendar_days_and_weeks(now: datetime, n: int) -> None:
    today = now.date()
    assert read(f"+{n}d", now).date == CALENDAR.add(today, n) <= read(f"+{n + 1}d", now).date
    assert read(f"+{n}c", now).date == today + timedelta(days=n)
    assert read(f"+{n}w", now).date == today + timedelta(weeks=n)


@given(NOWS, DAYS)
def test_month_and_day_is_the_next_such_day(now: datetime, day: date) -> None:
    for text in (f"{day:%m-%d}", f"{day.month}月{day.day}日", f"{day.day} {day:%B}", f"{day:%b} {day.day}"):
        found = read(text, now).date
        assert (found.month, found.day) == (day.month, day.day)
        assert found >= now.date()
        assert (found - now.date()).days < 366 or (day.month, day.day) == (2, 29)


@given(NOWS, DAYS)
def test_a_slash_is_month_first_unless_it_cannot_be_and_the_other_is_told(now: datetime, day: date) -> None:
    when = read(f"{day.month}/{day.day}", now)
    assert (when.date.month, when.date.day) == (day.month, day.day)
    assert bool(when.ambiguous) == (day.day <= 12 and day.day != day.month)
    if day.day > 12:
        assert read(f"{day.day}/{day.month}", now).date == when.date


@given(NOWS, st.sampled_from(EXAMPLES))
def test_width_case_and_where_the_time_stands_make_no_difference(now: datetime, text: str) -> None:
    def reading(typed: str) -> When | None:
        try:
            return read(typed, now)
        except UnreadWhen:
            return None

    plain = reading(text)
    assert reading(text.translate(FULL_WIDTH)) == reading(text.upper()) == reading(f"  {text} ") == plain
    if plain is not None and plain.time is None and plain.ambiguous == ():
        for typed in (f"{text} 10:15", f"10:15 {text}", f"{text} at 10:15am", f"{text} 上午10点一刻"):
            assert (read(typed, now).date, read(typed, now).time) == (plain.date, time(10, 15)), typed


@given(
    st.text(max_size=70)
    | st.text("0123456789-/:+. dcwhapm!周一三下上点半月日号后前今明天年底初tTfri", max_size=16)
    | st.lists(st.sampled_from(EXAMPLES), max_size=4).map(" ".join)
    | st.lists(st.sampled_from(EXAMPLES), max_size=4).map("".join),
    NOWS,
)
def test_any_text_is_read_or_refused(text: str, now: datetime) -> None:
    try:
        when = read(text, now)
    except UnreadWhen:
        return
    assert when.working == CALENDAR.is_working(when.date)
    assert read(text, now) == when
