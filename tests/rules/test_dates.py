"""Dates and times as people type them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.dates import UnreadWhen, When, parse_when
from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar

POLICY = Policy()
CALENDAR = Calendar(off=frozenset({date(2026, 11, 25)}), country="CN", covered=frozenset({2026}))
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


def read(text: str, now: datetime = NOW) -> When:
    return parse_when(text, now, CALENDAR, POLICY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026/12/1", "2026-12-01"),
        ("2026年12月1日", "2026-12-01"),
        ("12-08", "2026-12-08"),
        ("12/08", "2026-12-08"),
        ("12月8号", "2026-12-08"),
        ("十二月八日", "2026-12-08"),
        ("11-23", "2026-11-23"),
        ("11-22", "2027-11-22"),
        ("02-29", "2028-02-29"),
        ("+3d", "2026-11-27"),  # Wednesday is off
        ("+3c", "2026-11-26"),
        ("+2w", "2026-12-07"),
        ("三天后", "2026-11-26"),
        ("3 天之后", "2026-11-26"),
        ("in 3 days", "2026-11-26"),
        ("两周后", "2026-12-07"),
        ("2个工作日后", "2026-11-26"),
        ("today", "2026-11-23"),
        ("今天", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("明天", "2026-11-24"),
        ("后天", "2026-11-25"),
        ("day after tomorrow", "2026-11-25"),
        ("fri", "2026-11-27"),
        ("on friday", "2026-11-27"),
        ("周五", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("next tue", "2026-12-01"),
        ("下周二", "2026-12-01"),
        ("下个星期二", "2026-12-01"),
        ("本周五", "2026-11-27"),
        ("月底", "2026-11-30"),
        ("end of month", "2026-11-30"),
    ],
)
def test_days(text: str, day: str) -> None:
    when = read(text)
    assert (when.date.isoformat(), when.time) == (day, None)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("15:00", "15:00"),
        ("15：00", "15:00"),
        ("3pm", "15:00"),
        ("3 PM", "15:00"),
        ("3:45 p.m.", "15:45"),
        ("12pm", "12:00"),
        ("12am", "00:00"),
        ("at 4pm", "16:00"),
        ("9:30", "09:30"),
        ("15点", "15:00"),
        ("15點", "15:00"),
        ("下午三点", "15:00"),
        ("下午3点半", "15:30"),
        ("下午3:20", "15:20"),
        ("上午十点一刻", "10:15"),
        ("上午10点05分", "10:05"),
        ("二十点整", "20:00"),
        ("中午12点", "12:00"),
        ("中午一点", "13:00"),
        ("晚上8点", "20:00"),
        ("noon", "12:00"),
        ("上午", "09:30"),
        ("afternoon", "14:00"),
    ],
)
def test_a_time_alone_is_today(text: str, at: str) -> None:
    when = read(text)
    assert (when.date, when.time, when.ambiguous) == (NOW.date(), time.fromisoformat(at), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01 15:00", "2026-12-01T15:00"),
        ("2026-12-01T15:00", "2026-12-01T15:00"),
        ("2026-12-01T15:00:59", "2026-12-01T15:00"),
        ("12-08 9:30", "2026-12-08T09:30"),
        ("tomorrow 3pm", "2026-11-24T15:00"),
        ("tomorrow at 3pm", "2026-11-24T15:00"),
        ("3pm tomorrow", "2026-11-24T15:00"),
        ("next tue 14:30", "2026-12-01T14:30"),
        ("下周二 下午三点", "2026-12-01T15:00"),
        ("下周二，下午三点", "2026-12-01T15:00"),
        ("下周二下午三点", "2026-12-01T15:00"),
        ("明天下午", "2026-11-24T14:00"),
        ("星期五十点", "2026-11-27T10:00"),
        ("三天后下午两点半", "2026-11-26T14:30"),
        ("fri 10", "2026-11-27T10:00"),
        ("+3d 10:15", "2026-11-27T10:15"),
        ("＋３ｄ　１０：１５", "2026-11-27T10:15"),
    ],
)
def test_a_day_with_a_time(text: str, expected: str) -> None:
    when = read(text)
    assert when.time is not None
    assert datetime.combine(when.date, when.time) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "soon", "month", "10", "五", "晚上3点", "二三点", "tue mon", "fri fri 10", "2026-12-01 x", "+9999d"),
        *("02-30", "2026-02-29", "13-01", "12-08-26", "12-123", "312-08", "25:00", "12:60"),
        *("[/oops]", "\x1b]0;x\x07", "x" * 5000),
    ],
)
def test_what_is_no_date_is_refused_and_stays_out_of_the_message(text: str) -> None:
    with pytest.raises(UnreadWhen) as refused:
        read(text)
    assert refused.value.text == text
    assert not text.strip() or text not in str(refused.value)


def test_an_hour_before_opening_means_the_afternoon_and_says_so() -> None:
    when = read("fri 3:30")
    assert (when.time, when.ambiguous) == (time(15, 30), ("03:30",))
    assert "afternoon_assumed" in {note.code for note in when.notes}
    assert read("五点").time == time(17)
    for literal in ("fri 03:30", "3:30am", "凌晨3点半", "8:00", "10:00"):
        assert read(literal).ambiguous == ()
    late_shift = replace(POLICY, day=replace(POLICY.day, opens=time(2)))
    assert parse_when("fri 3:30", NOW, CALENDAR, late_shift).time == time(3, 30)


def test_a_weekday_on_that_day_is_next_weeks_and_says_so() -> None:
    when = read("周一")
    assert (when.date, when.ambiguous) == (date(2026, 11, 30), ("2026-11-23",))


def test_a_day_off_is_marked_never_moved() -> None:
    when = read("11-25")
    assert (when.date, when.working) == (date(2026, 11, 25), False)
    (note,) = when.notes
    assert (note.code, note.fact("before"), note.fact("after")) == ("day_off", "2026-11-24", "2026-11-26")
    assert read("11-26").working
    assert read("11-26").notes == ()
    assert [note.code for note in read("2027-03-02").notes] == ["holidays_unknown"]


def test_the_past_is_marked() -> None:
    assert read("2026-11-20").past
    assert read("9:30").past
    assert not read("9:42").past
    assert not read("today").past


@given(DAYS, TIMES, NOWS)
def test_what_is_written_plainly_reads_back(day: date, at: time, now: datetime) -> None:
    for text in (f"{day} {at:%H:%M}", f"{day}T{at:%H:%M}", f"{at:%H:%M} {day}", f"{day:%Y年%m月%d日} {at:%H点%M分}"):
        when = read(text, now)
        assert (when.date, when.time) == (day, at)
        assert when.past == (datetime.combine(day, at) < now.replace(second=0, microsecond=0))
        assert when.working == CALENDAR.is_working(day)
    twelve = f"{(at.hour - 1) % 12 + 1}:{at:%M}{'pm' if at.hour >= 12 else 'am'}"
    assert (read(f"{day} {twelve}", now).time, read(f"{day:%Y/%m/%d}", now).date) == (at, day)


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
    assert read(f"+{n}d", now).date == CALENDAR.add(today, n)
    assert read(f"+{n}c", now).date == today + timedelta(days=n)
    assert read(f"+{n}w", now).date == today + timedelta(weeks=n)


@given(NOWS, DAYS)
def test_month_and_day_is_the_next_such_day(now: datetime, day: date) -> None:
    found = read(f"{day:%m-%d}", now).date
    assert (found.month, found.day) == (day.month, day.day)
    assert found >= now.date()
    assert (found - now.date()).days < 366 or (day.month, day.day) == (2, 29)


@given(st.sampled_from(["fri 3pm", "+3d 10:15", "2026-12-01 15:00", "12/08", "next tue 14:30", "9:30"]))
def test_full_width_reads_as_plain(text: str) -> None:
    assert read(text.translate(FULL_WIDTH)) == read(text)


@given(st.text(max_size=70) | st.text("0123456789-/:+ dcwapm周一三下点半月日后今明天tTfri", max_size=14), NOWS)
def test_any_text_is_read_or_refused(text: str, now: datetime) -> None:
    try:
        when = read(text, now)
    except UnreadWhen:
        return
    assert when.working == CALENDAR.is_working(when.date)
