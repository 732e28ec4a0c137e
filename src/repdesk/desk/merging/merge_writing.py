"""Two customers made one, in one act: what is chosen of their fields, all that belongs to either, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from repdesk.desk.barring_again import bar_again
from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import CardAct, card_act
from repdesk.desk.merging.calls_writing import calls_moved, list_places_moved, next_call_kept
from repdesk.desk.merging.choosing import Choices, Chosen, choose, columns_of
from repdesk.desk.merging.parts_writing import belongings_moved, labels_united, people_and_numbers_united
from repdesk.desk.merging.sides import in_words
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Account
from repdesk.models.book import Merged as MergedRow
from repdesk.rules.merging import joined, strictest
from repdesk.rules.types import Account as Known
from repdesk.store.change import Change
from repdesk.store.reading.accounts import read_accounts
from repdesk.store.reading.merging import CustomerSide, read_side

_STANDING = ("stage", "intent", "grade")
"""Fields whose past the rules read: what a merge puts there is a change of the one that stays, and nothing else."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge came to: who stays, who went, and what followed from it in words."""

    change: Change
    keep: int
    gone: int
    notes: tuple[str, ...]


def merge(book: Book, keep: int, gone: int, choices: Choices | None = None) -> Merged:
    """Make one customer of two: `gone` goes into `keep`, `choices` says whose word counts where they differ.

    RepdeskError where they are the same one, either is not in the book, or a field is named that there is not.
    """
    must_be_two(keep, gone)
    with card_act(book, "merge_customers", keep) as card:
        sides = read_side(card.act.connection, keep), read_side(card.act.connection, gone)
        staying, going = (_there(side, number) for side, number in zip(sides, (keep, gone), strict=True))
        (leaving,) = read_accounts(card.act.connection, card.day, gone)
        _unite(card, book, staying, going, leaving, choose(staying, going, choices or {}))
    edited = card.edited()
    if edited is None:
        raise RuntimeError("a merge that changed nothing")
    return Merged(edited.change, keep, gone, edited.notes)


def must_be_two(keep: int, gone: int) -> None:
    """Refuse to make one of a customer and itself."""
    if keep == gone:
        raise RepdeskError(_("A customer cannot be merged with itself"))


def _there(side: CustomerSide | None, number: int) -> CustomerSide:
    if side is None:
        raise RepdeskError(_("There is no account %(id)d in this book") % {"id": number})
    return side


def _unite(
    card: CardAct, book: Book, keep: CustomerSide, gone: CustomerSide, leaving: Known, chosen: tuple[Chosen, ...]
) -> None:
    """Write the merge, in the order in which one part needs another."""
    card.tell("merged", None, gone.columns["name"], _stood(gone, chosen))
    people, phones = people_and_numbers_united(card, keep, gone)
    belongings_moved(card, book, keep, gone)
    calls_moved(card, gone.id, people, phones)
    labels_united(card, keep, gone, chosen)
    _fields_set(card, keep, gone, chosen)
    card.act.put(MergedRow, gone.id, into_id=keep.id, day=card.today)
    card.act.retract(Account, gone.id)
    numbers = [number.e164 for side in (keep, gone) for number in side.numbers if number.e164]
    bar_again(card.act, numbers)
    next_call_kept(card, gone.id, leaving)
    list_places_moved(card, gone.id)


def _is_word_of_the_other(one: Chosen) -> bool:
    """Say whether it is where the other one stood that does not stand: no rise or fall of the one that stays."""
    return one.name in _STANDING and one.taken == "keep"


def _stood(gone: CustomerSide, chosen: tuple[Chosen, ...]) -> str:
    """Say who it was that went, and where it stood where that no longer counts."""
    said = [_("customer %(id)d") % {"id": gone.id}]
    said += [
        in_words(one.name, one.gone, gone) for one in chosen if one.lost is not None and _is_word_of_the_other(one)
    ]
    return ", ".join(said)


def _fields_set(card: CardAct, keep: CustomerSide, gone: CustomerSide, chosen: tuple[Chosen, ...]) -> None:
    """Set the columns of the one that stays, and put on record what no longer stands."""
    values = columns_of(chosen, keep, gone)
    values["notes"] = joined(str(keep.columns["notes"]), str(gone.columns["notes"]))
    for column in ("do_not_call_on", "refused_on"):
        values[column] = strictest(keep.columns[column], gone.columns[column])
    card.set(**values)
    if values["do_not_call_on"] != keep.columns["do_not_call_on"]:
        card.tell("do_not_call", keep.columns["do_not_call_on"], values["do_not_call_on"])
    for one in chosen:
        if one.columns and one.lost is not None and not _is_word_of_the_other(one) and one.name != "grade":
            card.tell(one.name, one.lost, one.kept)
    if any(one.name == "grade" and one.taken == "gone" for one in chosen):
        card.before = replace(card.before, override=None)  # that of the other was set for where the two stand now
    referred: Mapping[object, Mapping[str, object]] = {
        number: {"referred_by": keep.id}
        for (number,) in card.act.connection.execute(
            "SELECT id FROM account WHERE referred_by = ? AND id <> ? ORDER BY id", (gone.id, keep.id)
        )
    }
    card.act.update_many(Account, referred)
