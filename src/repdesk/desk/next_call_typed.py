"""A next call as it is typed in one line: when, whether it is promised, and what for; what is not said stays.

Such as fri 15:00; promised fri 15:00; fri 15:00 for the offer; 周五下午三点 约定 谈报价. Where one is set already,
`promised`, `not promised` or `for the offer` alone will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.when import Offer, WhenRead, offers, read_when
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import NextCall
from repdesk.text import cleaned, visible

NONE = ("-", "none", "无", "無")
"""Typed for no next call, and behind "for" for no purpose."""
_PROMISED = ("promised", "promise", "agreed", "约定", "約定", "!", "！")
_NOT_PROMISED = r"\bnot promised\b|\bno promise\b|\bunpromised\b|不算约定|不算約定|没有约定|沒有約定|未约定|未約定"
_FOR = r"(?:^|(?<=[\s,，;；]))(?:for|about|re)\b\s*[:：]?|关于|關於|事由|谈|談|聊"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of a next call; None is "not said". `read` is the day, perhaps with a time."""

    read: WhenRead | None = None
    promised: bool | None = None
    purpose: str | None = None

    def on(self, was: NextCall | None) -> NextCall:
        """Return the next call that comes of `was`; RepdeskError where no day is said and none was set."""
        stands = self.read.next_call() if self.read is not None else was
        if stands is None:
            raise RepdeskError(_("No next call is set yet"), hint=_("Say when: fri 15:00, +3d, 明天 下午三点"))
        before = was if was is not None else stands
        promised = self.promised if self.promised is not None else before.promised
        purpose = self.purpose if self.purpose is not None else before.purpose
        return NextCall(stands.date, stands.time, promised, purpose, "customer" if promised else "rep")


def read_next_call(book: Book, text: str) -> Typed | None:
    """Read a next call as it is typed, None for none; RepdeskError where the day cannot be read or is past.

    A whole line that is a date is one; only what is not is parted before the first word that says what it is for.
    """
    text = text.strip()
    if text.casefold() in NONE:
        return None
    refused: RepdeskError | None = None
    for when, purpose in _parted(text):
        try:
            return _typed(book, when, purpose)
        except RepdeskError as error:
            refused = refused or error
    raise refused or RepdeskError(_("This is no date I can read: %(text)s") % {"text": visible(text)})


def offers_typed(book: Book, text: str) -> tuple[Offer, ...]:
    """Return what may be taken in place of a typed next call: another date, with what was typed behind it."""
    for when, _purpose in _parted(text.strip()):
        if found := offers(book, when):
            return tuple(replace(one, typed=one.typed + text.strip()[len(when) :]) for one in found)
    return ()


def _parted(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield the ways to part a line into when and what for: none, then at each word that may say so."""
    yield text, None
    for found in re.finditer(_for_words(), text, re.IGNORECASE):
        if what := text[found.end() :].strip():
            purpose = "" if what.casefold() in NONE else what
            yield text[: found.start()].strip(" ,，;；"), purpose


def _for_words() -> str:
    """Return the words that lead to a purpose, those of the rep's language among them."""
    own = _("for: %(what)s").partition("%")[0].strip()
    return rf"{_FOR}|(?:^|(?<=\s)){re.escape(own)}"


def _typed(book: Book, when: str, purpose: str | None) -> Typed:
    kept = purpose if purpose is None else cleaned(" ".join(purpose.split()))
    said, unpromised = re.subn(_NOT_PROMISED, " ", when, flags=re.IGNORECASE)
    said = said.strip()
    if said.casefold() in {*_PROMISED, _("promised").casefold()}:
        return Typed(None, True, kept)
    if not said and (unpromised or kept is not None):
        return Typed(None, False if unpromised else None, kept)
    read = read_when(book, said)
    promised = read.next_call().promised or None
    return Typed(read, False if unpromised else promised, kept)


def as_typed(nxt: NextCall) -> str:
    """Return a next call as one would type it, so that any part of it can be changed."""
    parts = [nxt.date.isoformat()]
    if nxt.time is not None:
        parts.append(wording.clock(nxt.time))
    if nxt.promised:
        parts.append(_("promised"))
    if nxt.purpose:
        parts.append(_("for: %(what)s") % {"what": visible(nxt.purpose)})
    return " ".join(parts)


def typed_in_words(book: Book, typed: Typed | None, was: NextCall | None) -> str:
    """Return what a typed next call comes to: when with its load, the promise, what it is for, what to know of it."""
    if typed is None:
        return _("no next call")
    nxt = typed.on(was)
    parts = [typed.read.preview if typed.read is not None else wording.next_call(nxt, book.clock.today())]
    if typed.read is not None and nxt.promised and not typed.read.promised:
        parts.append(_("promised"))
    elif typed.promised is False:
        parts.append(_("not promised"))
    if nxt.purpose:
        parts.append(_("for: %(what)s") % {"what": visible(nxt.purpose)})
    return "  ".join([*parts, *(typed.read.notes if typed.read is not None else ())])
