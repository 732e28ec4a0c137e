"""Tags and values in the rep's own fields: put on a card, changed, taken off."""

from __future__ import annotations

from collections.abc import Iterable

from repdesk.desk.book import Book
from repdesk.desk.card import known_tags
from repdesk.desk.card.act_writing import CardAct, Edited, card_act
from repdesk.desk.custom_fields import read_value
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.book import CustomValue, Tag
from repdesk.rules.labels import read_tags
from repdesk.store.reading.labels import read_custom_fields, read_own_values
from repdesk.store.reading.labels import read_tags as read_kept
from repdesk.text import cleaned


def add_tags(book: Book, account_id: int, text: str) -> Edited | None:
    """Put tags on the card, commas between them, each spelled as the book spells it already; RepdeskError for none."""
    tags = _tags(book, text)
    if not tags:
        raise RepdeskError(_("A tag is a word or a few"))
    with card_act(book, "edit_tags", account_id) as card:
        _put(card, tags)
    return card.edited()


def change_tag(book: Book, account_id: int, tag: str, text: str) -> Edited | None:
    """Have these tags in place of one of the card; an empty text takes it off."""
    tags = _tags(book, text)
    with card_act(book, "edit_tags", account_id) as card:
        if tag not in tags:
            _take_off(card, [tag])
        _put(card, tags)
    return card.edited()


def remove_tags(book: Book, account_id: int, text: str) -> Edited | None:
    """Take tags off the card; RepdeskError for one that is not on it."""
    tags = _tags(book, text)
    with card_act(book, "edit_tags", account_id) as card:
        _take_off(card, tags)
    return card.edited()


def set_custom(book: Book, account_id: int, field_id: int, text: str) -> Edited | None:
    """Set a field of the rep's own from what was typed, nothing clears it; to save it unchanged confirms it.

    RepdeskError where the text cannot be taken, or there is no such field.
    """
    field = next((one for one in read_custom_fields(book.read()) if one.id == field_id), None)
    if field is None:
        raise RepdeskError(_("This field is no longer there"))
    value = read_value(book, field, text)
    with card_act(book, "set_custom", account_id) as card:
        kept = read_own_values(card.act.connection, account_id).get(field_id)
        was, on = (kept.value, kept.set_on) if kept is not None else (None, None)
        if value and (value, card.day) != (was, on):
            card.act.put(CustomValue, (account_id, field_id), value=value, set_on=card.today)
            card.tell(f"custom:{field_id}", was, value)
        elif not value and was is not None:
            card.act.retract(CustomValue, (account_id, field_id))
            card.tell(f"custom:{field_id}", was, None)
    return card.edited()


def _tags(book: Book, text: str) -> tuple[str, ...]:
    return read_tags(cleaned(text), known_tags(book))


def _put(card: CardAct, tags: Iterable[str]) -> None:
    known = _on_card(card)
    for tag in tags:
        if tag not in known:
            card.act.put(Tag, (card.account_id, tag))
            card.tell("tag", None, tag)


def _take_off(card: CardAct, tags: Iterable[str]) -> None:
    known = _on_card(card)
    for tag in tags:
        if tag not in known:
            raise RepdeskError(_("This tag is not on the card"), tag)
        card.act.retract(Tag, (card.account_id, tag))
        card.tell("tag", tag, None)


def _on_card(card: CardAct) -> frozenset[str]:
    return frozenset(read_kept(card.act.connection, [card.account_id]).get(card.account_id, ()))
