"""The rungs of the ladders in words."""

from __future__ import annotations

from repdesk.i18n import _, ngettext


def late(least: int, most: int | None) -> str:
    """Return how late those on a rung are, in working days: 3 to 5 days, over 10 days."""
    if most is None:
        return ngettext("over %(n)d day", "over %(n)d days", least - 1) % {"n": least - 1}
    if least == most:
        return ngettext("%(n)d day", "%(n)d days", least) % {"n": least}
    return _("%(least)d to %(most)d days") % {"least": least, "most": most}


def ending(least: int, most: int) -> str:
    """Return in how many calendar days the contracts of a rung end: in 31 to 60 days, within 7 days."""
    if not least:
        return ngettext("within %(n)d day", "within %(n)d days", most) % {"n": most}
    return _("in %(least)d to %(most)d days") % {"least": least, "most": most}
