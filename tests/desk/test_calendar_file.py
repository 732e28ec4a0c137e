"""The calendar file: read back by another program, it says what the book says, move after move."""

from __future__ import annotations

import stat
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from repdesk.desk import calendar_file
from repdesk.desk.book import Book
from repdesk.desk.customers_writing import set_next_call
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from repdesk.exchange import zones
from repdesk.rules.types import NextCall
from tests.desk.making import a_book, fill
from tests.safety.encrypted import encrypt_what_is_made, forget_passphrases

FRIDAY = date(2026, 11, 27)
NAME = "荣泰，科技; \\有限公司" * 6


def events(path: Path) -> dict[str, icalendar.Event]:
    """Return the events by the number of their customer, every line of the file being well formed."""
    raw = path.read_bytes()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert [line.decode() for line in raw.split(b"\r\n")]  # no sign is cut in two
    read = icalendar.Calendar.from_ical(raw)
    found = {str(event["UID"]).split("@")[0].removeprefix("next-call-"): event for event in read.events}
    assert len(found) == len(read.events)
    assert not any(event.errors for event in found.values())
    for event in found.values():
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"} <= set(event)
    zones = {str(zone["TZID"]) for zone in read.walk("VTIMEZONE")}
    assert {event["DTSTART"].params["TZID"] for event in found.values() if "TZID" in event["DTSTART"].params} <= zones
    return found


def local(event: icalendar.Event) -> datetime:
    """Return when an event begins, by the clocks there."""
    start = event.decoded("DTSTART")
    assert isinstance(start, datetime)
    return start.replace(tzinfo=None)


def sequence(event: icalendar.Event) -> int:
    return int(str(event["SEQUENCE"]))


def stocked(book: Book) -> list[int]:
    return fill(
        book,
        {
            "name": NAME,
            "kp": "陈英娜",
            "next": {"day": "2026-11-26", "clock": "10:00", "promised": 1, "purpose": "报价"},
        },
        {"name": "楚商", "next": {"day": "2026-11-27"}},
        {"name": "Promised, no time", "next": {"day": "2026-11-27", "promised": 1}},
        {"name": "No number", "phones": [], "next": {"day": "2026-11-27"}},
        {"name": "Denied", "next": {"day": "2026-11-27"}, "override_grade": "D", "override_stage": 1},
        {"name": "Denied once", "next": {"day": "2026-11-27"}, "override_grade": "D", "override_stage": 3},
        {"name": "Nothing set"},
    )


def test_a_calendar_says_who_when_and_whether_it_was_promised(tmp_book: Path, tmp_path: Path) -> None:
    with a_book(tmp_book) as book:
        stocked(book)
        assert calendar_file.write_calendar(book, tmp_path / "calls.ics", names=True) == 4
    found = events(tmp_path / "calls.ics")
    assert set(found) == {"1", "2", "3", "6"}
    promised, plain, timeless = found["1"], found["2"], found["3"]
    assert NAME in str(promised["SUMMARY"])
    assert {"陈英娜", "+86 138 0000 0001", "报价"} <= set(str(promised["DESCRIPTION"]).split("\n"))
    assert local(promised) == datetime(2026, 11, 26, 10)
    assert promised["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert promised.decoded("DTSTART").utcoffset() == timedelta(hours=8)
    assert [str(one["STATUS"]) for one in (promised, plain, timeless)] == ["CONFIRMED", "TENTATIVE", "CONFIRMED"]
    assert plain.decoded("DTSTART") == FRIDAY
    assert plain.decoded("DTEND") == FRIDAY + timedelta(days=1)
    assert not plain.alarms.times
    assert promised.walk("VALARM")[0].decoded("TRIGGER") == -timedelta(minutes=5)
    assert timeless.walk("VALARM")[0].decoded("TRIGGER") == timedelta(hours=9)
    assert stat.S_IMODE((tmp_path / "calls.ics").stat().st_mode) == 0o600


def test_without_names_nothing_of_a_customer_is_in_it(tmp_book: Path, tmp_path: Path) -> None:
    with a_book(tmp_book) as book:
        stocked(book)
        calendar_file.write_calendar(book, tmp_path / "calls.ics", names=False)
    text = (tmp_path / "calls.ics").read_text("utf-8").replace("\r\n ", "")
    assert not [word for word in ("荣泰", "楚商", "Denied", "陈英娜", "138", "报价", "no time") if word in text]
    assert len(events(tmp_path / "calls.ics")) == 4


def moved(book: Book, account_id: int, day: date) -> None:
    set_next_call(book, account_id, NextCall(day, time(11)))
    calendar_file.follow(book)


def test_a_moved_call_stays_the_same_event_and_rises_whatever_is_undone(tmp_book: Path, tmp_path: Path) -> None:
    path = tmp_path / "calls.ics"
    with a_book(tmp_book) as book:
        stocked(book)
        calendar_file.set_calendar(book, "calendar_file", str(path))
        first = events(path)
        moved(book, 2, date(2026, 12, 1))
        second = events(path)
        undo(book)
        calendar_file.follow(book)
        third = events(path)
        set_next_call(book, 2, None)
        calendar_file.follow(book)
        fourth = events(path)
        sequences = [sequence(found["2"]) for found in (first, second, third)]
        assert sequences == sorted(set(sequences))
        assert len({str(found["2"]["UID"]) for found in (first, second, third)}) == 1
        assert local(second["2"]) == datetime(2026, 12, 1, 11)
        assert third["2"].decoded("DTSTART") == FRIDAY
        assert "2" not in fourth
        assert all(found["1"]["SEQUENCE"] == first["1"]["SEQUENCE"] for found in (second, third, fourth))
        before = path.stat().st_ino
        calendar_file.follow(book)
        assert path.stat().st_ino == before  # what says the same already is left alone


def test_nobodys_file_is_written_over_and_a_lost_folder_is_said(tmp_book: Path, tmp_path: Path) -> None:
    other = tmp_path / "mine.ics"
    other.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    folder = tmp_path / "stick"
    folder.mkdir()
    with a_book(tmp_book) as book, a_book(tmp_path / "second.db") as second:
        stocked(book)
        fill(second, {"next": {"day": "2026-11-27"}})
        with pytest.raises(RepdeskError, match="already"):
            calendar_file.set_calendar(book, "calendar_file", str(other))
        assert set(calendar_file.settings_of(book).values()) == {None}
        calendar_file.set_calendar(book, "calendar_file", str(folder / "calls.ics"))
        with pytest.raises(RepdeskError, match="already"):
            calendar_file.write_calendar(second, folder / "calls.ics", names=True)
        (folder / "calls.ics").unlink()
        folder.rmdir()
        with pytest.raises(RepdeskError, match="folder"):
            calendar_file.follow(book)
        calendar_file.set_calendar(book, "calendar_file", "off")
        calendar_file.follow(book)
    assert other.read_text() == "BEGIN:VCALENDAR\nEND:VCALENDAR\n"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_the_clocks_of_a_zone_are_in_the_file(zone: str, tmp_book: Path, tmp_path: Path) -> None:
    path = tmp_path / "calls.ics"
    days = ("2026-11-26", "2027-03-13", "2027-03-29", "2027-07-01", "2027-10-31", "2027-11-07")
    rows: list[dict[str, object]] = [{"next": {"day": day, "clock": "10:00", "timezone": zone}} for day in days]
    with a_book(tmp_book) as book:
        fill(book, *rows)
        calendar_file.write_calendar(book, path, names=True)
    # Under another name the reader cannot look the zone up and has to go by what the file says of it.
    text = (
        path.read_text("utf-8").replace(f"TZID:{zone}", f"TZID:Own/{zone}").replace(f"TZID={zone}", f"TZID=Own/{zone}")
    )
    read = icalendar.Calendar.from_ical(text)
    assert len(read.events) == len(days)
    for event in read.events:
        start = event.decoded("DTSTART")
        assert start.utcoffset() == start.replace(tzinfo=ZoneInfo(zone)).utcoffset(), start


def test_in_an_encrypted_book_nobody_is_named_until_it_is_said(
    tmp_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "calls.ics"
    encrypt_what_is_made(monkeypatch)
    with a_book(tmp_book) as book:
        stocked(book)
        assert tmp_book.read_bytes()[:6] != b"SQLite"
        said = calendar_file.set_calendar(book, "calendar_file", str(path))
        assert "is encrypted, this file is not" in said
        assert "Nobody is named" in said
        assert "荣泰" not in path.read_text("utf-8")
        calendar_file.set_calendar(book, "calendar_names", "yes")
        assert "荣泰" in path.read_text("utf-8")
    forget_passphrases()


@pytest.mark.parametrize(
    ("named", "offset", "name"),
    [("Asia/Shanghai", 8, "Asia/Shanghai"), (":Europe/Berlin", 1, "Europe/Berlin"), ("Nowhere/At_All", 3, "Local")],
)
def test_the_zone_is_the_one_whose_clocks_are_right(
    named: str, offset: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", named)
    monkeypatch.setattr(zones, "_LINK", Path("/nowhere/localtime"))
    now = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=offset)))
    found, zone = zones.local_zone(now)
    assert found == name
    assert now.astimezone(zone).utcoffset() == timedelta(hours=offset)
