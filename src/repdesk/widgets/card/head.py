"""The head of a card: who it is, where they stand, what the card lacks, and when they are called next."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.card import Card
from repdesk.i18n import _
from repdesk.rules.zones import TheirTime
from repdesk.widgets.card import words
from repdesk.widgets.card.lines import Line, Piece, in_row
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, paragraph, plain, wrapped
from repdesk.widgets.standing_words import intent_dots


def head(card: Card, width: int) -> list[Line]:
    """Return who it is and where they stand, in two lines; what the grade rests on; what is missing."""
    person = card.person
    by_hand = _("(by hand)") if card.overridden else ""
    letter = f"{person.grade} {wording.grade(person.grade)} {by_hand}".rstrip()
    complete = _("card %(n)d/100") % {"n": person.completeness}
    name = clip(plain(person.name), max(8, width - cells(letter) - cells(complete) - 4))
    right = width - cells(complete)
    lines: list[Line] = [
        (
            Piece(name, "bold", Spot("field", part="name")),
            Piece(letter, "accent", Spot("grade"), max(cells(name) + 2, right - cells(letter) - 2)),
            Piece(complete, "muted", None, right),
        )
    ]
    stage = [Piece(f"{person.stage} {wording.stage(person.stage)}", "bold", Spot("stage"))]
    if person.deal_stage is not None:
        stage.append(Piece(f"{glyphs().cursor} {person.deal_stage} {wording.stage(person.deal_stage)}"))
    if card.fields.stage_on is not None:
        since = _("since %(day)s") % {"day": words.a_day(card.fields.stage_on, card.today)}
        stage.append(Piece(since, "muted"))
    intent = (
        Piece(_("intent?"), "muted", Spot("intent"))
        if person.intent is None
        else Piece(f"{intent_dots(person.intent)} {wording.intent(person.intent)}", "", Spot("intent"))
    )
    why = wording.reasons(person.grade_reasons)
    speaks = Piece(_("%(grade)s: %(why)s") % {"grade": person.grade, "why": plain(why)}, "muted")
    lines += in_row([*stage, intent, speaks], width)
    lines += _lacking(card, width)
    return lines


def _lacking(card: Card, width: int) -> list[Line]:
    """Say what the card lacks, the dearest first, and what is to be confirmed again."""
    person = card.person
    parts = []
    if person.missing:
        parts.append(_("missing: %(what)s") % {"what": ", ".join(map(wording.missing, person.missing))})
    if person.stale:
        parts.append(_("ask again: %(what)s") % {"what": ", ".join(map(wording.missing, person.stale))})
    return [(Piece(line, "muted"),) for line in wrapped("  ".join(parts), width, 2)]


def next_call(card: Card, width: int, theirs: TheirTime | None = None) -> list[Line]:
    """Return the next call: when, by the customer's clock too, whether it is promised, what for, and who set it."""
    call = card.person.next_call
    spot = Spot("next_call")
    if call is None:
        said = _("not to be called") if not card.person.callable else _("none set")
        pieces = [Piece(said, "warned", spot)]
    else:
        pieces = [Piece(wording.next_call(call, card.today), "accent" if call.promised else "", spot)]
        if theirs is not None and call.time is not None:
            pieces.append(Piece(wording.by_their_clock(call.date, call.time, theirs), "muted"))
        if call.purpose:
            pieces.append(Piece(f'"{paragraph(call.purpose)}"'))
        if call.date < card.today:
            pieces.append(Piece(_("overdue"), "warned"))
        pieces.append(Piece(words.set_by(call.set_by), "muted"))
    return in_row([Piece(_("next call"), "muted"), *pieces], width)
