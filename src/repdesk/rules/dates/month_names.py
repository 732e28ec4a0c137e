"""The months that people name, by name, by number or by how far off they are, and the first that has the day meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from repdesk.rules.dates.named_day import months_on
from repdesk.rules.dates.numerals import NUMBER, number, weeks_or_months_on

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_YEARS_ON = {"去年": -1, "今年": 0, "明年": 1, "后年": 2}
MONTH = (
    rf"(?:{_ENGLISH})\.?|(?:(?:\d{{4}} ?年|{'|'.join(_YEARS_ON)}) ?)?(?:{NUMBER}) ?月份?"
    r"|(?:the )?month after next|(?:this|next|last) month|[本这当]个?月|[上下]+个?月"
)
"""What a month looks like; `coming` reads it."""
YEARS_AHEAD = 9  # a 29 February comes again within eight years


def _months(text: str, today: date, year: str | None) -> Iterator[tuple[int, int]]:
    """Yield the months the words may mean, the nearest first: a name is of any year, words of one month alone."""
    english = text[:3] in _NAMES
    if english or (text.endswith(("月", "月份")) and text[0] not in "本这当上下个月"):
        month = _NAMES.index(text[:3]) + 1 if english else _chinese_month(text)
        said = _year(text, today) if year is None else int(year)
        first, years = (today.year, YEARS_AHEAD) if said is None else (said, 1)
        yield from ((first + ahead, month) for ahead in range(years))
    elif year is not None:
        raise ValueError("a month that is counted from today has no year of its own")
    else:
        yield shifted(today, weeks_or_months_on(text))
        if text in ("month", "the month", "月", "个月"):
            yield shifted(today, 1)


def _year(text: str, today: date) -> int | None:
    """Return the year said before a month, None for none."""
    written = re.match(r"\d{4}", text)
    if written is not None:
        return int(written[0])
    return next((today.year + on for word, on in _YEARS_ON.items() if word in text), None)


def _chinese_month(text: str) -> int:
    found = re.search(rf"({NUMBER}) ?月份?$", text)
    if found is None:
        raise ValueError("no month")
    return number(found[1])


def shifted(day: date, months: int) -> tuple[int, int]:
    """Return the year and the month that is so many after that of `day`."""
    later = months_on(day, months)
    return later.year, later.month


def coming(said: dict[str, str], today: date, pick: Callable[[date], date]) -> date:
    """Return the first day, not before today, that is picked from the months meant; a past one where none is."""
    found = []
    for year, month in _months(said["month"], today, said.get("year")):
        try:
            found.append(pick(date(year, month, 1)))
        except ValueError:  # no such day in that month
            continue
        if found[-1] >= today:
            return found[-1]
    if not found:
        raise ValueError("no such day in any year")
    return found[0]
