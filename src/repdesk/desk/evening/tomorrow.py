"""Tomorrow's list in the making: as the rules have it, with what the rep dropped and added, or as it was frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from repdesk.desk.barring import must_be_callable
from repdesk.desk.book import Book
from repdesk.desk.evening import evening_day, planned_day
from repdesk.desk.list_places import Shown, added_item, called_since, carried_items, plan_items, with_joined
from repdesk.desk.rows import Explained, ListRow
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.call_list import CallList, build
from repdesk.rules.coverage import Coverage, coverage
from repdesk.rules.schedule import load_ahead
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import is_callable
from repdesk.rules.types import TIERS, Account, Reason, Tier
from repdesk.store.reading.day import DayPlan, PlanItem, read_carried, read_names
from repdesk.store.reading.evening import read_evening_plan
from repdesk.wording import day as day_in_words
from repdesk.wording import tier as tier_in_words

DROPPED = "dropped"
"""The reason that one of those carried over bears where the rep dropped it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the rep has said of tomorrow's list: whom to leave out, and whom to put on it, in that order."""

    dropped: frozenset[int] = frozenset()
    added: tuple[int, ...] = ()


NOTHING_SAID = Draft()


@dataclass(frozen=True, slots=True)
class DraftedList:
    """A list with the rep's word in it, as it goes on record."""

    built: CallList
    items: tuple[PlanItem, ...]
    carried: tuple[PlanItem, ...]
    """Those without a place, ranked on; those dropped bear that as a reason."""

    def carried_per_tier(self) -> dict[Tier, int]:
        """Count those without a place."""
        return {tier: sum(item.tier == tier.value for item in self.carried) for tier in TIERS}


def drafted_list(book: Book, accounts: Sequence[Account], day: date, draft: Draft) -> DraftedList:
    """Return the list of `day` by the rules, less the ones dropped, plus the ones added at its end.

    A promise cannot be dropped, only moved. What is dropped leaves its place to the next by the rules.
    """
    promised = {a.id for a in accounts if a.id in draft.dropped and (n := a.next_call) and n.promised and n.date <= day}
    built = build(accounts, day, book.policy, book.calendar, without=draft.dropped - promised)
    items = list(plan_items(built.entries))
    held = {item.account_id for item in items} | draft.dropped
    extra = [number for number in draft.added if number not in held]
    if extra:
        scorer = Scorer.of(accounts, day, book.policy, book.calendar)
        by_id = {account.id: account for account in accounts}
        for number in extra:
            if number in by_id and is_callable(by_id[number], day):
                items.append(added_item(by_id[number], day, 1 + len(items), scorer))
    placed = {item.account_id for item in items}
    dropped = (replace(i, reasons=(*i.reasons, Reason(DROPPED))) for i in plan_items(built.left_out))
    carried = [item for item in (*carried_items(built), *dropped) if item.account_id not in placed]
    return DraftedList(built, tuple(items), tuple(replace(i, rank=n) for n, i in enumerate(carried, 1 + len(items))))


@dataclass(frozen=True, slots=True)
class DayLoad:
    """How many next calls a working day will show, against its quota."""

    day: date
    set: int
    quota: int


@dataclass(frozen=True, slots=True)
class Tomorrow:
    """The list of the working day that is planned on an `evening`, frozen or as it would be frozen."""

    day: date
    evening: date
    today: date
    frozen: bool
    quota: int
    over_quota_by: int
    rows: tuple[ListRow, ...]
    dropped: tuple[ListRow, ...]
    added: frozenset[int]
    carried: dict[Tier, int]
    coverage: Coverage
    load: tuple[DayLoad, ...]
    draft: Draft
    """What the rep said that made it so."""

    @property
    def foremost(self) -> tuple[ListRow, ...]:
        """Return the promised and priority ones, then those added; the dropped ones keep their places."""
        rows = [row for row in self.rows if row.tier in (Tier.PROMISED, Tier.PRIORITY) or row.account_id in self.added]
        for row in self.dropped:
            after = (n for n, other in enumerate(rows) if other.account_id in self.added or _behind(row, other))
            rows.insert(next(after, len(rows)), row)
        return tuple(rows)

    def per_tier(self) -> dict[Tier, int]:
        """Count the places, those added by hand among them."""
        return {tier: sum(row.tier is tier for row in self.rows) for tier in TIERS}


def _behind(row: ListRow, other: ListRow) -> bool:
    """Say whether `other` stands behind `row` by tier and score."""
    return (TIERS.index(other.tier), -other.score) > (TIERS.index(row.tier), -row.score)


def tomorrow(book: Book, draft: Draft | None = None) -> Tomorrow:
    """Return the list of the planned day with `draft` in it; without one the frozen plan where there is one."""
    day = planned_day(book)
    accounts = book.accounts(book.list_day())  # no call is later than today: the same are known for the planned day
    plan = read_evening_plan(book.read(), day) if draft is None else None
    if plan is not None:
        items: Sequence[PlanItem] = with_joined(book, plan, accounts, day)
        carried = read_carried(book.read(), plan.id)
        draft = _draft_of(items, carried)
        per_tier, quota, over = {t: plan.carried_per_tier[t] for t in TIERS}, plan.quota, plan.over_quota_by
        cycle = coverage(accounts, day, book.policy, book.calendar)
    else:
        draft = draft or NOTHING_SAID
        laid = drafted_list(book, accounts, day, draft)
        items, carried, per_tier = laid.items, laid.carried, laid.carried_per_tier()
        quota, over, cycle = laid.built.quota, laid.built.over_quota_by, laid.built.coverage
    dropped = [replace(i, reasons=tuple(r for r in i.reasons if r.code != DROPPED)) for i in carried if _was_dropped(i)]
    rows = _rows(book, accounts, day, plan, items)
    return Tomorrow(
        day,
        evening_day(book),
        book.clock.today(),
        plan is not None,
        quota,
        over,
        rows,
        _rows(book, accounts, day, None, dropped),
        frozenset(item.account_id for item in items if item.added),
        per_tier,
        cycle,
        _load(book, day),
        draft,
    )


def _was_dropped(item: PlanItem) -> bool:
    return any(reason.code == DROPPED for reason in item.reasons)


def _draft_of(items: Iterable[PlanItem], carried: Iterable[PlanItem]) -> Draft:
    """Return what the rep must have said for a plan to be as it is."""
    dropped = frozenset(item.account_id for item in carried if _was_dropped(item))
    return Draft(dropped, tuple(item.account_id for item in items if item.added))


def _rows(
    book: Book, accounts: Sequence[Account], day: date, plan: DayPlan | None, items: Sequence[PlanItem]
) -> tuple[ListRow, ...]:
    shown = Shown(book, {account.id: account for account in accounts}, day, {}, called_since(book, plan))
    names = read_names(book.read(), [item.account_id for item in items])
    rows = (shown.row(item, names.get(item.account_id), frozen=plan is not None) for item in items)
    return tuple(row for row in rows if row is not None)


def _load(book: Book, first: date) -> tuple[DayLoad, ...]:
    ahead = load_ahead(book.load(), first, book.policy.process.load_days, book.calendar)
    return tuple(DayLoad(day, count, book.quota_at(day)) for day, count in ahead)


def planned_why(plan: Tomorrow, account_id: int) -> Explained | None:
    """Explain a place on tomorrow's list, or that it was dropped; None for one that is neither."""
    for row in (*plan.rows, *plan.dropped):
        if row.account_id == account_id:
            when = {"day": day_in_words(plan.day, plan.today), "tier": tier_in_words(row.tier), "rank": row.rank}
            if row in plan.dropped:
                said = _("Dropped from %(day)s, tier %(tier)s") % when
            else:
                said = _("Number %(rank)d on %(day)s, tier %(tier)s") % when
            rank = None if row in plan.dropped else row.rank
            return Explained(account_id, row.name, plan.day, rank, row.tier, row.score, row.reasons, None, said, "")
    return None


def with_dropped(plan: Tomorrow, draft: Draft, account_id: int) -> Draft:
    """Return the draft with one dropped, or taken back where it was; RepdeskError for a promise, which can be moved.

    One that the rep had added is simply added no more.
    """
    if account_id in draft.added:
        return Draft(draft.dropped, tuple(number for number in draft.added if number != account_id))
    if account_id in draft.dropped:
        return Draft(draft.dropped - {account_id}, draft.added)
    row = next((row for row in plan.rows if row.account_id == account_id), None)
    if row is not None and row.tier is Tier.PROMISED:
        raise RepdeskError(_("A promise cannot be dropped, only moved"))
    return Draft(draft.dropped | {account_id}, draft.added)


def with_added(book: Book, plan: Tomorrow, draft: Draft, account_id: int) -> Draft:
    """Return the draft with one more at the end of the list; RepdeskError where it may not be called or stands there.

    One that was dropped comes back to its place.
    """
    if account_id in draft.dropped:
        return with_dropped(plan, draft, account_id)
    row = next((row for row in plan.rows if row.account_id == account_id), None)
    if row is not None or account_id in draft.added:
        raise RepdeskError(
            _("This customer stands on the list already, as number %(rank)d") % {"rank": row.rank}
            if row is not None
            else _("This customer stands on the list already")
        )
    must_be_callable(book, book.account(account_id), plan.day)
    return Draft(draft.dropped, (*draft.added, account_id))
