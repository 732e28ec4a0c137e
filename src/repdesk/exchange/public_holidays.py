"""Public holidays and make-up working days of a country, by name, from the `holidays` library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import PackageNotFoundError, version

import holidays

from repdesk import __version__
from repdesk.errors import RepdeskError
from repdesk.i18n import _

_BY_DECREE = frozenset({"CN", "CHN"})
"""Countries that move days around a year at a time: a year without make-up days is one not decreed yet."""
_MOVED = re.compile(r"substituted from (\d\d)/(\d\d)/(\d{4})")
_ENGLISH = "en_US"
_NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """A year's public holidays and make-up working days with their names.

    `covered` is False where the country has not published the year: then `off` is what it is likely to be.
    """

    off: Mapping[date, str]
    work: Mapping[date, str]
    covered: bool


def public_holidays(country: str, year: int, language: str = "en") -> PublicHolidays:
    """Return the year of a country by its ISO 3166 code; RepdeskError where the library does not know the country.

    Names are in `language` where the library has them in it, else in the country's own. A day that was swapped for
    another, and the other that is worked for it, are named after the holiday they belong to.
    """
    try:
        plain = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        raise RepdeskError(_("No public holidays are known for %(country)s") % {"country": country}) from None
    languages = getattr(plain, "supported_languages", ())
    named = _in_language(country, year, _nearest(language, languages))
    english = _in_language(country, year, _ENGLISH if _ENGLISH in languages else None)
    worked = {day for day in getattr(plain, "weekend_workdays", ()) if day.year == year}
    moved = {day: date(int(at[3]), int(at[1]), int(at[2])) for day, name in english.items() if (at := _found(name))}
    names = {day: name for day, name in named.items() if day not in moved}
    names |= {day: _belongs_to(day, names) or named[day] for day in moved}
    work = dict.fromkeys(worked, "") | {at: names[day] for day, at in moved.items() if at in worked}
    covered = bool(worked) if country in _BY_DECREE else bool(names)
    return PublicHolidays(dict(sorted(names.items())), dict(sorted(work.items())), covered)


def known_countries() -> frozenset[str]:
    """Return the codes of the countries whose holidays are known."""
    return frozenset(holidays.list_supported_countries())


def holidays_version() -> str:
    """Return which version of the library tells the days: a later one may know more, or better."""
    try:
        return version("holidays")
    except PackageNotFoundError:  # bundled without its particulars: then only a new repdesk brings another
        return __version__


def _in_language(country: str, year: int, language: str | None) -> dict[date, str]:
    found = holidays.country_holidays(country, years=year, language=language)
    return {day: name for day, name in found.items() if day.year == year}


def _nearest(language: str, known: Iterable[str]) -> str | None:
    """Return the language of the library that is meant: the same, else one of the same tongue, else its own (None)."""
    known = sorted(known)
    if language in known:
        return language
    same = [one for one in known if one[:2] == language[:2]]
    return _ENGLISH if _ENGLISH in same else next(iter(same), None)


def _found(name: str) -> re.Match[str] | None:
    return _MOVED.search(name)


def _belongs_to(day: date, names: Mapping[date, str]) -> str:
    """Return the name of the holiday next to `day`, without what says that it is kept on another day."""
    near = [(abs(other - day), other) for other in names if abs(other - day) <= _NEAR]
    if not near:
        return ""
    name = names[min(near)[1]]
    return min((other for other in names.values() if name.startswith(other)), key=len)
