"""What a file takes for granted and its columns betray: the country of its numbers, its dates, its currency."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.exchange.amounts import currency_of, parse_amount
from repdesk.exchange.dates import Order, day_order
from repdesk.exchange.phones import RegionFrom, guess_region
from repdesk.exchange.table import Table
from repdesk.i18n import N_, _
from repdesk.text import visible

_DATES = frozenset({"contract_start", "contract_end", "last_contact", "next_call"})
_REGION_SAID: dict[RegionFrom, str] = {
    "settings": "",
    "unneeded": "",
    "headings": N_("The headings are Chinese: numbers without a country code are taken as those of %(region)s."),
    "mobiles": N_("Most numbers are Chinese mobiles: those without a country code are taken as those of %(region)s."),
    "locale": N_("This computer is set to %(region)s: numbers without a country code are taken as those of it."),
    "none": N_("No country is known: numbers without a country code are not taken. Set one and import again."),
}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes things: `orders` by the place of a column of dates; `said` says what was assumed."""

    region: str | None
    guessed: bool
    currency: str
    orders: dict[int, Order]
    said: tuple[str, ...]


def habits_of(table: Table, *, country: str | None, currency: str | None) -> Habits:
    """Find out the habits of a file; `country` and `currency` are what the book is set to, None where it is not."""
    phone_cells = (
        cells[place] for place, one in enumerate(table.columns) if one.field == "phone" for _row, cells in table.rows
    )
    region, known_from = guess_region((one.heading for one in table.columns), phone_cells, country)
    said = [_(_REGION_SAID[known_from]) % {"region": region}] if _REGION_SAID[known_from] else []
    orders, orders_said = _orders_of(table, region)
    said += orders_said
    if table.other_sheets:
        said.append(_("Not read: %(sheets)s.") % {"sheets": visible(", ".join(table.other_sheets))})
    return Habits(
        region=region,
        guessed=known_from in {"headings", "mobiles", "locale"},
        currency=currency or _currency_of_column(table) or currency_of(region) or "",
        orders=orders,
        said=tuple(said),
    )


def _orders_of(table: Table, region: str | None) -> tuple[dict[int, Order], list[str]]:
    """Return the order of day and month by column; one that leaves it open follows the others of the file."""
    found = {
        place: day_order((cells[place] for _row, cells in table.rows), region)
        for place, column in enumerate(table.columns)
        if column.field in _DATES
    }
    others = {order for order, _unsure, settled in found.values() if settled}
    of_file = others.pop() if len(others) == 1 else None
    orders: dict[int, Order] = {}
    said = []
    for place, (order, unsure, settled) in found.items():
        orders[place] = order if settled or of_file is None else of_file
        if unsure:
            sentence = _order_said(orders[place], settled=settled or of_file is not None)
            said.append(sentence % {"column": visible(table.columns[place].heading), "n": unsure})
    return orders, said


def _order_said(order: Order, *, settled: bool) -> str:
    """Return the sentence on how a column's dates such as 3/4/2026 were read."""
    if settled:
        if order == "dmy":
            return _("%(column)s: day/month/year, as other dates of the file show (%(n)d could be either).")
        return _("%(column)s: month/day/year, as other dates of the file show (%(n)d could be either).")
    if order == "dmy":
        return _("%(column)s: taken as day/month/year; %(n)d dates could be month/day/year too.")
    return _("%(column)s: taken as month/day/year; %(n)d dates could be day/month/year too.")


def _currency_of_column(table: Table) -> str | None:
    """Return the one currency whose sign some amounts of the file carry; None where there is none or several."""
    places = [(place, one.unit) for place, one in enumerate(table.columns) if one.field == "contract_amount"]
    found = {
        cell.value.currency
        for _row, cells in table.rows
        for place, unit in places
        if cells[place].strip() and (cell := parse_amount(cells[place].strip(), "", unit)).value is not None
    }
    found.discard("")
    return found.pop() if len(found) == 1 else None
