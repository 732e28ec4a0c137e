"""How the tags of a card and its values in the rep's own fields are edited."""

from __future__ import annotations

from functools import partial

from repdesk.desk.book import Book
from repdesk.desk.card import Card, known_tags
from repdesk.desk.typed import told_day
from repdesk.i18n import _
from repdesk.screens.card import label_acts as acts
from repdesk.screens.card.edit_ways import AtOnce, Picked, Way, one_text
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.plain import plain


def tag(book: Book, card: Card, spot: Spot) -> Way | None:
    """Return how a tag is put right."""
    one = card.person.account_id
    if spot.part not in card.tags:
        return None
    save = lambda text: acts.change_tag(book, one, spot.part, text)  # noqa: E731 (read beside its field)
    return one_text(_("tag; nothing takes it off"), spot.part, save, known_tags(book))


def remove_tag(book: Book, card: Card, spot: Spot) -> Way:
    """Return how a tag is taken off."""
    return AtOnce(lambda: acts.remove_tag(book, card.person.account_id, spot.part))


def add_tag(book: Book, card: Card, _spot: Spot) -> Way:
    """Return how a tag is added."""
    one, known = card.person.account_id, tuple(name for name in known_tags(book) if name not in card.tags)
    save = lambda text: acts.add_tags(book, one, text)  # noqa: E731 (read beside its field)
    return one_text(_("tag, or several with commas between"), "", save, known)


def custom(book: Book, card: Card, spot: Spot) -> Way | None:
    """Return how a value in one of the rep's own fields is edited: a choice is picked, all else typed."""
    one = card.person.account_id
    field = next((each for each in card.own_fields if each.id == spot.id), None)
    if field is None:
        return None
    kept = card.own_values.get(field.id)
    value = kept.value if kept is not None else ""
    if field.kind == "choice":
        options = ("", *field.choices)
        lines = (_("not known"), *map(plain, field.choices))
        at = options.index(value) if value in options else 0
        return Picked(
            plain(field.name), lines, at,
            lambda to: AtOnce(lambda: acts.set_custom(book, one, field, options[to])), first=0,
        )  # fmt: skip
    hints = {"number": _("a number, such as 1200 or 3.5"), "date": _("a date, such as 2026-12-08 or 明天")}
    label = f"{plain(field.name)}, {hints[field.kind]}" if field.kind in hints else plain(field.name)
    told = partial(told_day, book) if field.kind == "date" else None
    return one_text(label, value, lambda text: acts.set_custom(book, one, field, text), told=told)
