"""Two customers side by side, as one would stand after the other went into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.merging import uniting
from repdesk.desk.merging.choosing import CUSTOM, Choices, Chosen, choose
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.money import in_full
from repdesk.rules.merging import Side, joined, kept_call, strictest
from repdesk.rules.types import NextCall
from repdesk.store.reading.customer import grouped
from repdesk.store.reading.labels import read_custom_fields
from repdesk.store.reading.merging import CustomerSide, read_side


@dataclass(frozen=True, slots=True)
class SideRow:
    """A line of the two: what each has, and what stands afterwards; `taken` where there is a choice, and its name."""

    label: str
    keep: str
    gone: str
    after: str
    name: str = ""
    taken: Side | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Two customers side by side: the fields with the choices made, and what is put together."""

    keep: int
    gone: int
    keep_name: str
    gone_name: str
    rows: tuple[SideRow, ...]
    fields: tuple[Chosen, ...]

    @property
    def choices(self) -> int:
        """Return in how many fields they differ."""
        return sum(one.differs for one in self.fields)


def sides(book: Book, keep: int, gone: int, choices: Choices | None = None) -> Sides:
    """Hold two customers against each other; RepdeskError where either is not in the book, or a field unknown."""
    staying, going = _read(book, keep), _read(book, gone)
    chosen = choose(staying, going, choices or {})
    rows = [*_field_rows(book, staying, going, chosen), *_united_rows(book, staying, going)]
    names = str(staying.columns["name"]), str(going.columns["name"])
    return Sides(keep, gone, *names, tuple(rows), chosen)


def who_stays(book: Book, first: int, second: int) -> tuple[int, int]:
    """Return the two as it is proposed: the one of whom more is on record stays, the lower number where that is even.

    RepdeskError where either is not in the book.
    """
    one, other = sorted((_read(book, number) for number in (first, second)), key=_weight)
    return one.id, other.id


def _weight(side: CustomerSide) -> tuple[int, int, int, int]:
    filled = sum(value not in (None, "") for value in side.columns.values())
    return -len(side.contracts), -side.counts["calls"], -filled - len(side.people), side.id


def _read(book: Book, number: int) -> CustomerSide:
    side = read_side(book.read(), number)
    if side is None:
        raise RepdeskError(_("There is no account %(id)d in this book") % {"id": number})
    return side


def _field_rows(book: Book, keep: CustomerSide, gone: CustomerSide, chosen: Iterable[Chosen]) -> Iterable[SideRow]:
    own = {f"{CUSTOM}{field.id}": field.name for field in read_custom_fields(book.read())}
    for one in chosen:
        texts = in_words(one.name, one.keep, keep), in_words(one.name, one.gone, gone)
        label = own.get(one.name) or wording.field(one.name)
        after = texts[0] if one.taken == "keep" else texts[1]
        yield SideRow(label, *texts, after, one.name, one.taken if one.differs else None)


def in_words(name: str, value: str | None, side: CustomerSide) -> str:
    """Return what stands in a field, in words."""
    if value is None:
        return ""
    if name == "stage":
        return f"{value} {wording.stage(int(value))}"
    if name == "intent":
        return wording.intent(int(value))
    if name == "estimate":
        return in_full(int(value), side.columns["currency"] or "")
    if name == "source" and side.source is not None:
        kind, called = side.source
        return f"{wording.source(kind)} {called}".rstrip()
    if name == "grade":
        return f"{value} {side.columns['override_reason']}".rstrip()
    return value


def _united_rows(book: Book, keep: CustomerSide, gone: CustomerSide) -> Iterable[SideRow]:
    people, numbers = uniting.people(keep, gone), uniting.numbers(keep, gone)
    contracts = uniting.contracts(keep, gone)
    yield from _listed(
        _("people"),
        [person.name for person in keep.people],
        [person.name for person in gone.people],
        [person.name for person, same in people if same is None],
    )
    yield from _listed(
        _("numbers"),
        [grouped(number.e164) or number.raw for number in keep.numbers],
        [grouped(number.e164) or number.raw for number in gone.numbers],
        [grouped(number.e164) or number.raw for number, same in numbers if same is None],
    )
    yield from _listed(_("tags"), keep.tags, gone.tags, [tag for tag in gone.tags if tag not in keep.tags])
    yield from _counted(_("calls"), _calls, keep.counts["calls"], gone.counts["calls"])
    fresh = sum(same is None for _one, same in contracts)
    yield from _counted(_("contracts"), _contracts, len(keep.contracts), len(gone.contracts), fresh)
    yield from _counted(_("deals"), _deals, keep.counts["deals"], gone.counts["deals"])
    yield from _counted(_("tasks"), _tasks, keep.counts["tasks"], gone.counts["tasks"])
    yield from _notes(str(keep.columns["notes"]), str(gone.columns["notes"]))
    yield from _next_call(book, keep, gone)
    yield from _barred(book.clock.today(), keep, gone)


def _listed(label: str, keep: Iterable[str], gone: Iterable[str], fresh: Iterable[str]) -> Iterable[SideRow]:
    keep, gone = list(keep), list(gone)
    if keep or gone:
        yield SideRow(label, ", ".join(keep), ", ".join(gone), ", ".join([*keep, *fresh]))


def _calls(n: int) -> str:
    return ngettext("%(n)d call", "%(n)d calls", n)


def _contracts(n: int) -> str:
    return ngettext("%(n)d contract", "%(n)d contracts", n)


def _deals(n: int) -> str:
    return ngettext("%(n)d deal", "%(n)d deals", n)


def _tasks(n: int) -> str:
    return ngettext("%(n)d task", "%(n)d tasks", n)


def _counted(
    label: str, words: Callable[[int], str], keep: int, gone: int, fresh: int | None = None
) -> Iterable[SideRow]:
    if keep or gone:
        one, other, both = (words(n) % {"n": n} for n in (keep, gone, keep + (gone if fresh is None else fresh)))
        yield SideRow(label, one, other, both)


def _notes(keep: str, gone: str) -> Iterable[SideRow]:
    if keep or gone:
        one, other, both = (" ".join(text.splitlines()) for text in (keep, gone, joined(keep, gone)))
        yield SideRow(_("notes"), one, other, both)


def _next_call(book: Book, keep: CustomerSide, gone: CustomerSide) -> Iterable[SideRow]:
    one, other = (book.account(side.id) for side in (keep, gone))
    last = max((day for day in (one.last_call, other.last_call) if day), default=None)
    taken = kept_call(one.next_call, other.next_call, last)
    if taken is not None:
        own, its = (_when(account.next_call, book.clock.today()) for account in (one, other))
        yield SideRow(_("next call"), own, its, own if taken == "keep" else its)


def _when(nxt: NextCall | None, today: date) -> str:
    if nxt is None:
        return ""
    return f"{wording.next_call(nxt, today)} {nxt.purpose}".rstrip()


def _barred(today: date, keep: CustomerSide, gone: CustomerSide) -> Iterable[SideRow]:
    """Yield what bars calls: whichever of the two said it, it stays."""
    for column, label in (("do_not_call_on", _("do not call")), ("refused_on", _("refused for good"))):
        one, other = keep.columns[column], gone.columns[column]
        since = strictest(one, other)
        if since is not None:
            yield SideRow(label, _since(one, today), _since(other, today), _since(since, today))


def _since(day: str | None, today: date) -> str:
    return _("since %(day)s") % {"day": wording.day(date.fromisoformat(day), today)} if day else ""
