"""Public holidays and make-up working days of a country, from the `holidays` library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import holidays

from repdesk.errors import RepdeskError
from repdesk.i18n import _


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """A year's public holidays and make-up working days; `covered` is False where the country has not published it."""

    off: frozenset[date]
    work: frozenset[date]
    covered: bool


def public_holidays(country: str, year: int) -> PublicHolidays:
    """Return the year of a country by its ISO 3166 code; RepdeskError where the library does not know the country."""
    try:
        found = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        raise RepdeskError(_("No public holidays are known for %(country)s") % {"country": country}) from None
    work = frozenset(day for day in getattr(found, "weekend_workdays", ()) if day.year == year)
    # China moves days around by decree a year at a time; a year without make-up days is one not decreed yet.
    covered = bool(work) if country == "CN" else bool(found)
    return PublicHolidays(frozenset(day for day in found if day.year == year), work, covered)


def known_countries() -> frozenset[str]:
    """Return the codes of the countries whose holidays are known."""
    return frozenset(holidays.list_supported_countries())
