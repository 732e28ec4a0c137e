"""Dates as spreadsheets write them, with the time of day where one is given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from repdesk.exchange.cell import Cell

Order = Literal["dmy", "mdy"]

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS = {
    name: number
    for number, names in enumerate(zip(_MONTH_NAMES, (name[:3] for name in _MONTH_NAMES), strict=True), start=1)
    for name in names
} | {"sept": 9}
_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU"})  # regions whose spreadsheets write month/day/year
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a spreadsheet's day 0 is no instant and has no zone)
_SERIALS = (20_000, 80_000)
_YEARS = (1900, 2199)

_TIME = r"(?:[T\s,]+(?P<half>上午|下午|am |pm )?(?P<h>\d{1,2}):(?P<min>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?P<noon>am|pm)?)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_SHAPES = tuple(
    re.compile(_WEEKDAY + day + _TIME, re.IGNORECASE)
    for day in (
        r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})",
        r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号號]?(?:\s*[(]?(?:星期|周|週)[一二三四五六日天][)]?)?",
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[-\s./]+(?P<name>[a-z]{3,9})[-\s./,]+(?P<y>\d{4}|\d{2})",
        r"(?P<name>[a-z]{3,9})\.?[-\s]*(?P<d>\d{1,2})(?:st|nd|rd|th)?[-\s,]+(?P<y>\d{4})",
        r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})",
    )
)
_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the time of day where the cell gave one other than midnight."""

    day: date
    clock: time | None = None


def day_order(cells: Iterable[str], region: str | None) -> tuple[Order, int, bool]:
    """Decide how a column writes dates such as 3/4/2026.

    Returns the order, how many cells are ambiguous, and whether other cells of the column settled it; where none did,
    the habit of the region decides. Dots stand for day.month.year everywhere.
    """
    day_first = month_first = unsure = 0
    for cell in cells:
        found = _NUMERIC.fullmatch(_folded(cell))
        if found is None or found["sep"] == ".":
            continue
        a, b = int(found["a"]), int(found["b"])
        day_first += a > 12 >= b
        month_first += b > 12 >= a
        unsure += a != b and a <= 12 and b <= 12
    if day_first != month_first:
        return ("dmy" if day_first > month_first else "mdy"), unsure, True
    return ("mdy" if region in _MONTH_FIRST else "dmy"), unsure, False


@lru_cache(maxsize=8192)
def parse_date(text: str, order: Order = "dmy") -> Cell[When]:
    """Read a date; `order` says which of day and month comes first in 3/4/2026. A problem is what is no date."""
    folded = _folded(text)
    if _SERIAL.fullmatch(folded):
        return _of_serial(float(folded))
    for shape in _SHAPES:
        found = shape.fullmatch(folded)
        if found is not None:
            named = found.groupdict()
            month = _MONTHS.get(named["name"].lower(), 0) if "name" in named else int(named["m"])
            return _when(int(named["y"]), month, int(named["d"]), found)
    found = _NUMERIC.fullmatch(folded)
    if found is None:
        return Cell(problem="date")
    a, b = int(found["a"]), int(found["b"])
    month_first = b > 12 or (order == "mdy" and a <= 12 and found["sep"] != ".")
    return _when(int(found["y"]), a if month_first else b, b if month_first else a, found)


def _folded(text: str) -> str:
    """Return `text` at one width, without outer blanks."""
    return unicodedata.normalize("NFKC", text).strip()


def _when(year: int, month: int, day: int, found: re.Match[str]) -> Cell[When]:
    """Build the day and time, a year of two digits being of this century; a problem where there is no such moment."""
    if year < 100:
        year += 2000
    try:
        on = date(year, month, day)
        clock = time(int(found["h"]), int(found["min"])) if found["h"] else None
    except ValueError:
        return Cell(problem="date")
    if not _YEARS[0] <= year <= _YEARS[1]:
        return Cell(problem="date")
    half = (found["half"] or found["noon"] or "").strip().lower()
    if clock is not None and half in {"pm", "下午"} and clock.hour < 12:
        clock = clock.replace(hour=clock.hour + 12)
    elif clock is not None and half in {"am", "上午"} and clock.hour == 12:
        clock = clock.replace(hour=0)
    return Cell(When(on, None if clock == time() else clock))


def _of_serial(serial: float) -> Cell[When]:
    """Read a spreadsheet's day number (days since 1899-12-30), to the minute."""
    if not _SERIALS[0] <= serial < _SERIALS[1] + 1:
        return Cell(problem="date")
    moment = _EPOCH + timedelta(minutes=round(serial * 1440))
    return Cell(When(moment.date(), None if moment.time() == time() else moment.time()))
