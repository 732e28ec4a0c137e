"""How each spot of a card is edited."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.card import Card
from repdesk.desk.typed import told_day
from repdesk.desk.zones import known_places, place_of
from repdesk.i18n import _
from repdesk.money import as_typed
from repdesk.rules.stage_moves import MOVABLE, is_fall
from repdesk.rules.types import GRADES, SOURCES
from repdesk.screens.acts import Done
from repdesk.screens.card import acts
from repdesk.screens.card import label_editing as card_labels
from repdesk.screens.card import people_editing as card_people
from repdesk.screens.card.edit_ways import Asked, AtOnce, Picked, Step, Typed, Way, one_text
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.standing_words import intent_dots
from repdesk.wording.fields import CONTRACT_STATES


def way_to_edit(book: Book, card: Card, spot: Spot) -> Way | None:
    """Return how a spot is edited, None for one that is not edited here."""
    find = _WAYS.get(spot.kind)
    return None if find is None else find(book, card, spot)


def way_to_remove(book: Book, card: Card, spot: Spot) -> Way | None:
    """Return how the person, number, contract or tag of a spot is taken away, None where the spot is none of these."""
    one = card.person.account_id
    if spot.kind == "tag":
        return card_labels.remove_tag(book, card, spot)
    removals = {"person": acts.remove_person, "phone": acts.remove_number, "contract": acts.remove_contract}
    act = removals.get(spot.kind)
    return None if act is None else AtOnce(lambda: act(book, one, spot.id))


def _field(book: Book, card: Card, spot: Spot) -> Way:
    one, name = card.person.account_id, spot.part
    value = getattr(card.fields, name)
    if name == "estimate":
        value = "" if value is None else as_typed(value, card.person.currency)
    elif name == "anniversary":
        value = value.isoformat() if value else ""
    return one_text(wording.field(name), value, lambda text: acts.edit_field(book, one, name, text))


def _window(book: Book, card: Card, _spot: Spot) -> Way:
    window = card.person.window
    shown = "" if window is None else f"{wording.clock(window[0])}-{wording.clock(window[1])}"
    label = _("hours, such as 9:30-11:00, 2pm-4pm, 下午")
    return one_text(label, shown, lambda text: acts.set_window(book, card.person.account_id, text))


def _timezone(book: Book, card: Card, _spot: Spot) -> Way:
    """Return how the time zone is typed; where none is stated, that of the number in hand stands there to be taken."""
    one, zone = card.person.account_id, card.person.zone
    number = next((phone.e164 for phone in card.person.phones if phone.ok), None)
    theirs = book.zones.their_time(card.person, number, book.clock.now())
    shown = place_of(zone) if zone is not None else theirs.place if theirs is not None else ""
    label = _("a city, a country, or UTC+8")
    save = lambda text: acts.edit_field(book, one, "timezone", text)  # noqa: E731 (read beside its field)
    return one_text(label, shown, save, known_places())


def _source(book: Book, card: Card, _spot: Spot) -> Way:
    one = card.person.account_id
    kinds = (None, *SOURCES)
    name = card.fields.source_name

    def then(at: int) -> Way:
        kind = kinds[at]
        if kind is None:
            return AtOnce(lambda: acts.set_source(book, one, None, ""))
        label = _("who referred them") if kind == "referral" else _("which one, or nothing")
        kept = name if kind == card.fields.source else ""
        return one_text(label, kept, lambda text: acts.set_source(book, one, kind, text))

    lines = (_("not known"), *map(wording.source, SOURCES))
    return Picked(_("Where did they come from?"), lines, kinds.index(card.fields.source or None), then)


def _stage(book: Book, card: Card, _spot: Spot) -> Way:
    one, was = card.person.account_id, card.person.stage

    def then(to: int) -> Way:
        if to not in MOVABLE and (to != was or card.asks_for_dates):
            return _add_contract(book, card, _spot)
        return _move(was, to, lambda why: acts.move_stage(book, one, to, why))

    return Picked(_("Stage"), tuple(map(wording.stage, range(8))), was, then, first=0)


def _deal(book: Book, card: Card, spot: Spot) -> Way | None:
    one = card.person.account_id
    was = next((deal.stage for deal in card.deals if deal.id == spot.id), None)
    if was is None:
        return None
    return Picked(
        _("Stage of the deal"),
        tuple(map(wording.stage, MOVABLE)),
        was,
        lambda to: _move(was, to, lambda why: acts.move_deal(book, one, spot.id, to, why)),
        first=0,
    )


def _move(was: int, to: int, act: Callable[[str], Done | None]) -> Way:
    """Return a stage move: a fall asks why."""
    if is_fall(was, to):
        return Asked(_("why back to %(stage)s?") % {"stage": wording.stage(to)}, _("A fall needs a reason."), act)
    return AtOnce(lambda: act(""))


def _intent(book: Book, card: Card, _spot: Spot) -> Way:
    one = card.person.account_id
    lines = (_("not set"), *(f"{intent_dots(n)} {wording.intent(n)}" for n in range(1, 6)))
    then = lambda at: AtOnce(lambda: acts.set_intent(book, one, at or None))  # noqa: E731 (read beside its menu)
    return Picked(_("Intent"), lines, card.person.intent or 0, then, first=0)


def _grade(book: Book, card: Card, _spot: Spot) -> Way:
    one = card.person.account_id

    def then(at: int) -> Way:
        if at == 0:
            return AtOnce(lambda: acts.set_grade(book, one, None))
        letter = GRADES[at - 1]
        hint = _("It lapses at the next stage change.")
        if letter == "D":
            hint = _("D takes the next call away; it lapses at the next stage change.")
        title = _("why %(grade)s?") % {"grade": f"{letter} {wording.grade(letter)}"}
        return Asked(title, hint, lambda why: acts.set_grade(book, one, letter, why))

    lines = (_("by the rule"), *(f"{letter} {wording.grade(letter)}" for letter in GRADES))
    at = GRADES.index(card.person.grade) + 1 if card.overridden else 0
    return Picked(_("Grade by hand"), lines, at, then, first=0)


def _contract(book: Book, card: Card, spot: Spot) -> Way | None:
    one = card.person.account_id
    contract = next((row for row in card.contracts if row.id == spot.id), None)
    if contract is None:
        return None
    if spot.part == "status":
        kinds = CONTRACT_STATES
        lines = tuple(map(wording.state, kinds))
        return Picked(_("The contract is"), lines, kinds.index(contract.status),
                      lambda at: AtOnce(lambda: acts.contract_status(book, one, spot.id, kinds[at])))  # fmt: skip
    if spot.part == "amount":
        currency = contract.currency or card.person.currency
        value = "" if contract.amount is None else as_typed(contract.amount, currency)
    else:
        day = contract.start if spot.part == "start_on" else contract.end
        value = day.isoformat() if day else ""
    save = lambda text: acts.edit_contract(book, one, spot.id, spot.part, text)  # noqa: E731
    told = None if spot.part == "amount" else partial(told_day, book)
    return one_text(wording.field(spot.part), value, save, told=told)


def _add_contract(book: Book, card: Card, _spot: Spot) -> Way:
    told = partial(told_day, book)
    days = (Step(_("first day, or nothing"), told=told), Step(_("last day"), told=told))
    steps = (Step(_("amount, or nothing")), *days)
    return Typed(steps, lambda texts: acts.add_contract(book, card.person.account_id, texts[0], texts[1], texts[2]))


def _do_not_call(book: Book, card: Card, _spot: Spot) -> Way:
    one = card.person.account_id
    if card.fields.do_not_call_on is None and card.fields.refused_on is None:
        hint = _("Off every list, for good, with all its numbers.")
        return Asked(_("do not call: who said so?"), hint, lambda why: acts.forbid(book, one, why))
    hint = _("Only the customer's own act lifts it; where a number carries it, at that number.")
    return Asked(_("what did they do, and when?"), hint, lambda why: acts.allow(book, one, why))


_WAYS: dict[str, Callable[[Book, Card, Spot], Way | None]] = {
    "field": _field,
    "window": _window,
    "timezone": _timezone,
    "source": _source,
    "stage": _stage,
    "deal": _deal,
    "intent": _intent,
    "grade": _grade,
    "person": card_people.person,
    "add_person": card_people.add_person,
    "phone": card_people.phone,
    "add_phone": card_people.add_phone,
    "contract": _contract,
    "add_contract": _add_contract,
    "do_not_call": _do_not_call,
    "tag": card_labels.tag,
    "add_tag": card_labels.add_tag,
    "custom": card_labels.custom,
}
