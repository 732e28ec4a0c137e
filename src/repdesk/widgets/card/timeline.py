"""The past of a card: what was said and what it changed, each moment in a few lines, or the whole of one."""

from __future__ import annotations

from collections.abc import Sequence

from repdesk import wording
from repdesk.desk.card import Card, Moment, PastCall
from repdesk.i18n import N_, _
from repdesk.rules.types import CHANNELS, Outcome
from repdesk.widgets.card import words
from repdesk.widgets.card.changes import changed, kept_moment
from repdesk.widgets.card.lines import Line, Piece, rule
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.plain import cells, fit, paragraph, plain, wrapped

_MOST = 4  # lines of one note; all of it stands on its own page
_CHANNELS = dict(zip(CHANNELS, ("", N_("visit"), N_("message"), N_("meeting")), strict=True))
_FLAGS = (
    ("price", N_("price talked")),
    ("demo", N_("demo given")),
    ("offer", N_("offer made")),
    ("lost", N_("lost")),
    ("never", N_("never again")),
)


def past(card: Card, width: int) -> list[Line]:
    """Return the timeline, the latest first."""
    lines = [rule(_("timeline"), width)]
    if not card.timeline:
        return [*lines, (Piece(_("Nothing has happened yet."), "muted"),)]
    days = [words.a_day(moment.day, card.today) for moment in card.timeline]
    room = max(cells(day) for day in days)
    for moment, day in zip(card.timeline, days, strict=True):
        lines += _moment(card, moment, day, room, width)
    return lines


def _moment(card: Card, moment: Moment, day: str, room: int, width: int) -> list[Line]:
    """Return a moment: when, what was said, and muted what it changed."""
    clock = wording.clock(moment.clock) if moment.clock else ""
    when = f"{fit(day, room)} {fit(clock, 5)}  "
    spot, x = Spot("past", moment.key), cells(when)
    texts = [(line, "") for line in wrapped(told(moment.call), width - x, _MOST)] if moment.call else []
    texts += [(line, "muted") for line in wrapped(changes(card, moment), width - x, _MOST)]
    return [
        (*((Piece(when, "muted"),) if not number else ()), Piece(text, style, spot, x))
        for number, (text, style) in enumerate(texts)
    ]


def told(call: PastCall) -> str:
    """Return a call in one line: what came of it, with whom, what was said."""
    outcome = wording.outcome(Outcome(call.outcome))
    said = [_("%(outcome)s (mended)") % {"outcome": outcome} if call.amended else outcome]
    if channel := _CHANNELS.get(call.channel, ""):
        said.append(_(channel))
    if call.inbound:
        said.append(_("they called"))
    said += [plain(call.contact)] if call.contact else []
    said += [text for text in (paragraph(call.note), paragraph(call.reason)) if text]
    said += [_(label) for name, label in _FLAGS if getattr(call, name)]
    return "  ".join(said)


def changes(card: Card, moment: Moment) -> str:
    """Return what a moment changed, with the reason given."""
    parts = []
    for change in moment.changes:
        text = changed(change, card.names, card.person.currency, card.today)
        parts.append(_("%(what)s (%(why)s)") % {"what": text, "why": paragraph(change.why)} if change.why else text)
    return ", ".join(parts)


def whole(card: Card, moment: Moment) -> Sequence[str]:
    """Return all that is on record of a moment, a line a thing, line breaks of notes kept."""
    lines: list[str] = []
    call = moment.call
    if call is not None:
        lines.append(told(call))
        lines += [plain(line) for text in (call.note, call.reason) if "\n" in text for line in text.splitlines()]
        if call.number:
            lines.append(_("number dialled: %(number)s") % {"number": plain(call.number)})
        if call.promised:
            when = kept_moment(call.promised, card.today)
            lines.append(_("it was promised for %(when)s") % {"when": when})
    lines += [
        changed(change, card.names, card.person.currency, card.today, most=400)
        + (f" ({paragraph(change.why)})" if change.why else "")
        for change in moment.changes
    ]
    return lines
