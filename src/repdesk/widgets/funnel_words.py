"""What stands beside the bars of the funnel: counts, shares, values, how far off the healthy mix."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.funnel import Bar, MixBar
from repdesk.i18n import _
from repdesk.money import whole_units


def headings(currency: str) -> tuple[str, str, str]:
    """Return what stands over the figures."""
    value = _("value %(currency)s") % {"currency": currency} if currency else _("value")
    return _("customers"), _("share"), value


def figures(one: Bar, currency: str) -> tuple[str, str, str]:
    """Return how many there are, their share of the whole, and their value in whole units of the currency."""
    share = "" if one.percent is None else f"{one.percent} %" if one.percent or not one.ids else "<1 %"
    return f"{one.accounts:,}", share, whole_units(one.value, currency)


def beside_mix(one: MixBar) -> str:
    """Return the healthy share of a grade, and how far it is off."""
    if one.healthy is None or one.deviation is None:
        return ""
    return _("healthy %(n)d %%, %(off)s") % {"n": one.healthy, "off": wording.deviation(one.deviation)}
