"""What editing tags and the rep's own fields on a card does to the book, each with the sentence that says it."""

from __future__ import annotations

from repdesk.desk.book import Book
from repdesk.desk.card import CustomField
from repdesk.i18n import _
from repdesk.screens.acts import Done
from repdesk.screens.card.acts import done_on
from repdesk.widgets.plain import plain


def add_tags(book: Book, account_id: int, text: str) -> Done | None:
    """Put tags on the card."""
    from repdesk.desk.card.labels_writing import add_tags as act

    return done_on(account_id, act(book, account_id, text), _("tagged"))


def change_tag(book: Book, account_id: int, tag: str, text: str) -> Done | None:
    """Put a tag right."""
    from repdesk.desk.card.labels_writing import change_tag as act

    return done_on(account_id, act(book, account_id, tag, text), _("tags saved"))


def remove_tag(book: Book, account_id: int, tag: str) -> Done | None:
    """Take a tag off the card."""
    from repdesk.desk.card.labels_writing import remove_tags

    return done_on(account_id, remove_tags(book, account_id, tag), _("the tag was taken off"))


def set_custom(book: Book, account_id: int, field: CustomField, text: str) -> Done | None:
    """Set a field of the rep's own."""
    from repdesk.desk.card.labels_writing import set_custom as act

    said = _("%(field)s saved") % {"field": plain(field.name)}
    return done_on(account_id, act(book, account_id, field.id, text), said)
