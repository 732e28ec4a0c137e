"""What a chart of answered calls says of one customer, in sentences."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.best_hours import CustomerHours, WhenAnswered
from repdesk.i18n import _, ngettext
from repdesk.rules.best_hours import total
from repdesk.widgets.answer_chart import Chart


def chart_of(shown: WhenAnswered) -> Chart:
    """Return the chart of what is known."""
    customer = shown.customer
    if customer is None:
        return Chart(shown.rates, shown.least)
    return Chart(shown.rates, shown.least, {hour.hour: hour.own for hour in customer.hours}, customer.best)


def said_of(shown: WhenAnswered) -> list[str]:
    """Return when the customer is best called and how sure that is; nothing where none is asked about."""
    customer = shown.customer
    if customer is None:
        return []
    stated = [] if customer.window is None else [wording.suiting(customer.window, ())]
    return [*stated, *_how_sure(shown, customer)]


def _how_sure(shown: WhenAnswered, customer: CustomerHours) -> list[str]:
    calls = total(customer.cells.values())
    if not calls.tried:
        return [_("Not called yet.")]
    counted = ngettext("%(answered)d of %(n)d call answered", "%(answered)d of %(n)d calls answered", calls.tried)
    lines = [counted % {"answered": calls.answered, "n": calls.tried}]
    rate = {"rate": round(100 * (shown.overall.rate or 0))}
    for best in customer.best:
        words = {"hours": wording.best(best), "sure": min(99, int(100 * best.sure)), **rate}
        lines.append(_("%(hours)s: %(sure)d %% sure to be better than the book's %(rate)d %%") % words)
    if not customer.best and customer.window is None:
        lines.append(_("none of its hours stands out yet: that takes %(n)d calls in one") % {"n": shown.least})
    if customer.best and customer.window is not None:
        lines.append(_("its own hours go before what was counted"))
    return lines
