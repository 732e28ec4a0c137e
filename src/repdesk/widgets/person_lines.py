"""The customer in hand as lines: all of it for the side panel and the card, the gist for four lines under the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from repdesk import wording
from repdesk.desk.rows import CallRow, ContactRow, Person, PhoneRow
from repdesk.i18n import _
from repdesk.money import in_full
from repdesk.rules.zones import TheirTime
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, fit, paragraph, plain, wrapped
from repdesk.widgets.standing_words import intent_dots, stage_words

_MUTED = "$muted"
_ENDLESS = 10_000  # cells: a line that is cut by who joins it


@dataclass(frozen=True, slots=True)
class InHand:
    """What a panel shows: the person, the number the next call means (None: the first that may be dialled), today."""

    person: Person
    phone_id: int | None
    today: date
    aside: str = ""
    """What is special about this one, such as not being on today's list."""
    theirs: TheirTime | None = None
    """What the clock shows at the number in hand, where that is another time than here."""

    @property
    def phone(self) -> PhoneRow | None:
        """Return the number in hand, None where none may be dialled."""
        usable = [phone for phone in self.person.phones if phone.ok]
        return next((phone for phone in usable if phone.id == self.phone_id), usable[0] if usable else None)


def _standing(person: Person) -> str:
    return f"{stage_words(person.stage, person.deal_stage)}  {intent_dots(person.intent)}".rstrip()


def _place(person: Person) -> str:
    known = (person.industry, person.region, *(f"#{tag}" for tag in person.tags))
    return " · ".join(plain(part) for part in known if part)


def _next(hand: InHand) -> str:
    call = hand.person.next_call
    if call is None:
        return _("Next: none set")
    words = _("Next: %(when)s") % {"when": wording.next_call(call, hand.today)}
    if hand.theirs is not None and call.time is not None:
        words += f" ({wording.by_their_clock(call.date, call.time, hand.theirs)})"
    return f"{words}  {paragraph(call.purpose)}".rstrip()


def _contract(hand: InHand) -> list[str]:
    end, amount = hand.person.contract_end, hand.person.contract_amount
    if end is None:
        return []
    days = (end - hand.today).days
    words = (
        _("Ends: %(day)s (%(n)d d)") % {"day": wording.day(end, hand.today), "n": days}
        if days >= 0
        else _("Ended: %(day)s (%(n)d d ago)") % {"day": wording.day(end, hand.today), "n": -days}
    )
    return [words, in_full(amount, hand.person.currency)] if amount is not None else [words]


def _who(person: Person, phone: PhoneRow) -> str:
    contact = next((c for c in person.contacts if phone.contact and c.name == phone.contact), None)
    return plain(phone.contact) if contact is None else _named(contact)


def _named(contact: ContactRow) -> str:
    role = wording.role(contact.role) if contact.role else _("KP") if contact.is_kp else ""
    return " ".join(part for part in (plain(contact.name), plain(contact.title), role) if part)


def _number(phone: PhoneRow) -> str:
    shown = plain(phone.shown)
    return _("%(number)s ext %(n)s") % {"number": shown, "n": plain(phone.extension)} if phone.extension else shown


def _phone(hand: InHand, phone: PhoneRow, width: int) -> Content:
    who = _who(hand.person, phone)
    if phone == hand.phone:
        number = f"{glyphs().phone} {_number(phone)}"
        return Content.assemble((number, "bold $accent"), clip(f"  {who}".rstrip(), width - cells(number)))
    state = _("do not call") if phone.suppressed else _("wrong number") if phone.bad else ""
    number = f"{glyphs().bad if state else ' '} {_number(phone)}"
    return Content.styled(clip(f"{number}  {state or who}", width), _MUTED if state else "")


def _their_time(theirs: TheirTime, before: str, width: int) -> Content:
    """Return what their clock shows; where it is no time to call it stands out."""
    style = "" if theirs.state == "open" else "$warning"
    return Content.styled(clip(before + wording.their_time(theirs), width), style)


def _no_phone(person: Person) -> Content:
    words = _("do not call") if person.do_not_call else _("no number to dial")
    return Content.styled(f"{glyphs().bad} {words}", "bold $error")


def _call_lines(call: CallRow, width: int) -> list[Content]:
    said = wording.outcome(call.outcome)
    if call.amended:
        said = _("%(outcome)s (mended)") % {"outcome": said}
    day = f"{wording.short_day(call.day)} "
    note = paragraph(f"{call.note} {call.reason}")
    lines = wrapped(f"{said}  {note}".rstrip(), width - cells(day), 3)
    return [
        Content.assemble((day if not index else " " * cells(day), _MUTED), line) for index, line in enumerate(lines)
    ]


def _rule(title: str, width: int) -> Content:
    line = glyphs().rule
    start = f"{line * 2} {title} "
    return Content.styled(start + line * max(0, width - cells(start)), _MUTED)


def all_lines(hand: InHand, width: int) -> list[Content]:
    """Return everything, the most needed first, as lines of at most `width` cells."""
    person = hand.person
    grade = f"{person.grade} {wording.grade(person.grade)}"
    lines = [
        Content.assemble((fit(plain(person.name), width - cells(grade) - 1), "bold"), " ", (grade, "bold $accent")),
        Content(clip(_standing(person), width)),
    ]
    lines += [Content.styled(clip(words, width), _MUTED) for words in (_place(person), hand.aside) if words]
    lines.append(Content(""))
    beside = {phone.contact for phone in person.phones}
    lines += [Content(clip(_named(c), width)) for c in person.contacts if c.name not in beside]
    for phone in person.phones:
        lines.append(_phone(hand, phone, width))
        if phone == hand.phone and hand.theirs is not None:
            lines.append(_their_time(hand.theirs, "  ", width))
    if hand.phone is None:
        lines.append(_no_phone(person))
    lines.append(Content(""))
    for words in (_next(hand), *_contract(hand), _hours(hand), _need(person)):
        lines += [Content(line) for line in wrapped(words, width, 3)]
    lines += _past(person, width)
    return lines


def _hours(hand: InHand) -> str:
    """Return when the customer wishes to be called, by its own clock, else when it is best reached, by the rep's."""
    window, best = hand.person.window, hand.person.best
    if window is None:
        return _("Hours: %(when)s") % {"when": wording.suiting(None, best)} if best else ""
    words = _("Hours: %(when)s there") if hand.theirs is not None else _("Hours: %(when)s")
    return words % {"when": wording.window(window)}


def _need(person: Person) -> str:
    return _("Need: %(text)s") % {"text": paragraph(person.need)} if person.need else ""


def _past(person: Person, width: int) -> list[Content]:
    lines: list[Content] = []
    if person.calls:
        lines.append(_rule(_("last"), width))
        for call in person.calls:
            lines += _call_lines(call, width)
    if person.notes:
        lines.append(_rule(_("notes"), width))
        lines += [Content(line) for part in person.notes.splitlines() for line in wrapped(plain(part), width, 6)]
    return lines


def four_lines(hand: InHand, width: int) -> list[Content]:
    """Return the gist in four lines: who and where they stand, the number, what is next, what was last."""
    person = hand.person
    grade = f" {person.grade} {wording.grade(person.grade)}  "
    rest = "  ".join(part for part in (_standing(person), hand.aside or _place(person)) if part)
    name = clip(plain(person.name), max(16, width - cells(grade) - cells(rest) - 1))
    first = Content.assemble((name, "bold"), (grade, "bold $accent"), clip(rest, width - cells(name) - cells(grade)))
    phone = hand.phone
    there = Content("") if hand.theirs is None else _their_time(hand.theirs, "  ", width // 2)
    second = _no_phone(person) if phone is None else _phone(hand, phone, width - there.cell_length)
    kp = next((c for c in person.contacts if c.is_kp), None)
    if kp is not None and phone is not None and phone.contact != kp.name:
        second = Content.assemble(second, clip(f"  {_named(kp)}", width - second.cell_length - there.cell_length))
    others = len(person.phones) - 1
    if phone is not None and others > 0:
        more = "  " + _("+%(n)d more (o)") % {"n": others}
        second = Content.assemble(_phone(hand, phone, width - cells(more) - there.cell_length), (more, _MUTED))
    second = Content.assemble(second, there)
    then = (_next(hand), _hours(hand), *_contract(hand), _need(person))
    third = Content(clip("   ".join(part for part in then if part), width))
    last = Content("   ").join([_call_lines(call, _ENDLESS)[0] for call in person.calls[:3]])
    if not person.calls:
        last = Content.styled(_("Not called yet."), _MUTED)
    return [first, second, third, last.truncate(width, ellipsis=True)]
