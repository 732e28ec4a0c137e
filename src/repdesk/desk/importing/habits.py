"""What a file takes for granted and its columns betray: the country of its numbers, its dates, its currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from repdesk.desk.importing.choices import Choices
from repdesk.desk.importing.layout import Layout
from repdesk.exchange.amounts import currency_of, parse_amount
from repdesk.exchange.dates import Order, day_order
from repdesk.exchange.phones import RegionFrom, guess_region
from repdesk.exchange.table import Table
from repdesk.i18n import N_, _
from repdesk.text import visible

_DATES = (
    *("contract_start", "contract_end", "last_contact", "next_call", "do_not_call"),
    *("when", "opened", "closed", "expected"),
)
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
    """How a file writes things: `orders` by the place of a column of dates; `said` says what was assumed.

    `order` is that of dates in columns which have none of their own; `words` are the stages that words of the file
    stand for, by the word as it is compared.
    """

    region: str | None
    guessed: bool
    currency: str
    orders: dict[int, Order]
    order: Order
    said: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    def order_at(self, place: int) -> Order:
        """Return the order of day and month in the column at a place."""
        return self.orders.get(place, self.order)


def habits_of(
    table: Table,
    layout: Layout,
    choices: Choices,
    *,
    country: str | None,
    currency: str | None,
    words: Mapping[str, str],
) -> Habits:
    """Find out the habits of a file where `choices` say nothing; `country` and `currency` are the book's, if set."""
    phones = layout.places("phone")
    phone_cells = (cells[place] for place in phones for _row, cells in table.rows)
    headings = (one.heading for one in layout.columns)
    region, known_from = guess_region(headings, phone_cells, choices.region or country)
    said = [_(_REGION_SAID[known_from]) % {"region": region}] if _REGION_SAID[known_from] else []
    orders, order, orders_said = _orders_of(table, layout, region, choices.date_order)
    said += orders_said
    if others := [name for name in table.sheets if name != table.sheet]:
        said.append(_("Not read: %(sheets)s.") % {"sheets": visible(", ".join(others))})
    return Habits(
        region=region,
        guessed=known_from in {"headings", "mobiles", "locale"},
        currency=choices.currency or currency or _currency_of_column(table, layout) or currency_of(region) or "",
        orders=orders,
        order=order,
        said=tuple(said),
        words=words,
    )


def _orders_of(
    table: Table, layout: Layout, region: str | None, chosen: Order | None
) -> tuple[dict[int, Order], Order, list[str]]:
    """Return the order of day and month by column, and of the file; a column that leaves it open follows the others."""
    places = layout.places(*_DATES) + [n for n, one in enumerate(layout.columns) if one.custom]
    if chosen is not None:
        return dict.fromkeys(places, chosen), chosen, []
    found = {place: day_order((cells[place] for _row, cells in table.rows), region) for place in places}
    others = {order for order, _unsure, settled in found.values() if settled}
    of_file = others.pop() if len(others) == 1 else None
    orders: dict[int, Order] = {}
    said = []
    for place, (order, unsure, settled) in found.items():
        orders[place] = order if settled or of_file is None else of_file
        if unsure and not layout.columns[place].custom:
            sentence = _order_said(orders[place], settled=settled or of_file is not None)
            said.append(sentence % {"column": visible(layout.columns[place].heading), "n": unsure})
    return orders, of_file or day_order((), region)[0], said


def _order_said(order: Order, *, settled: bool) -> str:
    """Return the sentence on how a column's dates such as 3/4/2026 were read."""
    if settled:
        if order == "dmy":
            return _("%(column)s: day/month/year, as other dates of the file show (%(n)d could be either).")
        return _("%(column)s: month/day/year, as other dates of the file show (%(n)d could be either).")
    if order == "dmy":
        return _("%(column)s: taken as day/month/year; %(n)d dates could be month/day/year too.")
    return _("%(column)s: taken as month/day/year; %(n)d dates could be day/month/year too.")


def _currency_of_column(table: Table, layout: Layout) -> str | None:
    """Return the one currency whose sign some amounts of the file carry; None where there is none or several."""
    found = {
        cell.value.currency
        for place in layout.places("contract_amount", "amount")
        for _row, cells in table.rows
        if (text := cells[place].strip())
        and (cell := parse_amount(text, "", layout.columns[place].unit)).value is not None
    }
    found.discard("")
    return found.pop() if len(found) == 1 else None
