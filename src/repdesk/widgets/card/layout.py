"""A card laid out: where there is room its panels stand side by side, else under each other; the past below them."""

from __future__ import annotations

from repdesk.desk.card import Card
from repdesk.rules.zones import TheirTime
from repdesk.widgets.card import head, panels, people, timeline
from repdesk.widgets.card.lines import Laid, Line, Piece, abreast, laid, panel_width
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import clip, plain

WIDE = 106  # cells: from there on three panels have room beside each other


def lay_out(
    card: Card, width: int, *, dialled: int | None = None, suggested: str = "", theirs: TheirTime | None = None
) -> Laid:
    """Return the card at so many cells.

    `dialled` is the number a call means, `suggested` a grade that may be due, `theirs` what the customer's clock shows.
    """
    rows: list[tuple[Line, tuple[int, ...]]] = []
    top = head.head(card, width)
    if suggested:
        line = f"{glyphs().star} {plain(suggested)}"
        top.append((Piece(clip(line, width), "accent", Spot("suggestion")),))
    top += head.next_call(card, width, theirs)
    rows += [(line, (0,)) for line in top]
    own = panel_width(width, 3 if width >= WIDE else 1)
    who = [*people.people(card, own), *people.numbers(card, own, dialled, theirs)]
    needs, money = panels.needs(card, own), panels.contracts(card, own)
    firm = [*panels.firm(card, own, theirs), *panels.own(card, own)]
    if width >= WIDE:
        rows += abreast([who, [*needs, *money], firm], width)
    else:
        rows += [(line, (0,)) for line in (*who, *needs, *money, *firm)]
    rows += [(line, (0,)) for line in timeline.past(card, width)]
    return laid(rows, width)
