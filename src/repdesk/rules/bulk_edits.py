"""One edit of many accounts: whom it changes and to what, who is as it says already, whom it is refused and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from repdesk.rules.hours import quota_on
from repdesk.rules.policy import Policy
from repdesk.rules.schedule.spreading import Weights
from repdesk.rules.stage_moves import held_by, is_fall
from repdesk.rules.standing import contract_status, grade, is_callable, stage_of, why_not_callable
from repdesk.rules.types import Account, Grade, NextCall, Override, Reason
from repdesk.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class MoveStage:
    """Move the stage; a fall needs a reason."""

    to: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class SetGrade:
    """Set the grade by hand with a reason, or with None let it go by the rule again."""

    letter: Grade | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlanCalls:
    """Set the next call for a day, for the lightest working days of a span, or with no day take it away."""

    first: date | None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class PutTag:
    """Put a tag on."""

    tag: str


@dataclass(frozen=True, slots=True)
class TakeTag:
    """Take a tag off."""

    tag: str


@dataclass(frozen=True, slots=True)
class SetOwner:
    """Say whose customers they are."""

    owner: str


Edit = MoveStage | SetGrade | PlanCalls | PutTag | TakeTag | SetOwner


@dataclass(frozen=True, slots=True)
class Ground:
    """What a judgement stands on beside the accounts, all as of `day`; `first` is the first day that can be called on.

    `load` counts the next calls each working day shows; `second_deals` are the stages of the open deals behind the
    furthest one; tags and owners are by account, left out where there is none.
    """

    day: date
    first: date
    policy: Policy
    calendar: Calendar
    load: Mapping[date, int] = field(default_factory=dict)
    score: Callable[[Account], int] = lambda _account: 0
    second_deals: Mapping[int, int] = field(default_factory=dict)
    tags: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """An account as it is and as the edit leaves it; `was` and `now` are what the edited field holds, None nothing."""

    before: Account
    after: Account
    was: str | int | NextCall | None
    now: str | int | NextCall | None

    @property
    def account_id(self) -> int:
        """Return whose it is."""
        return self.before.id


@dataclass(frozen=True, slots=True)
class Judged:
    """What an edit comes to: accounts that change, that are so already, and that are refused, each by account id."""

    changed: tuple[Changed, ...]
    same: tuple[int, ...]
    refused: tuple[tuple[int, Reason], ...]


_One = Changed | Reason | None
"""What an edit is to one account: a change, a refusal, or nothing."""


def judge(edit: Edit, accounts: Iterable[Account], ground: Ground) -> Judged:
    """Say what an edit of these accounts comes to, whatever order they are given in."""
    known = sorted(accounts, key=lambda account: account.id)
    if isinstance(edit, PlanCalls) and edit.last is not None:
        found = _spread(edit, known, ground)
    else:
        found = [(account, _judged(edit, account, ground)) for account in known]
    return Judged(
        tuple([one for _account, one in found if isinstance(one, Changed)]),
        tuple([account.id for account, one in found if one is None]),
        tuple([(account.id, one) for account, one in found if isinstance(one, Reason)]),
    )


def _judged(edit: Edit, account: Account, ground: Ground) -> _One:
    match edit:
        case MoveStage():
            return _stage(edit, account, ground)
        case SetGrade():
            return _grade(edit, account, ground)
        case PlanCalls():
            return _call(edit.first, account, ground)
        case PutTag() | TakeTag():
            return _tag(edit, account, ground)
        case SetOwner():
            was = ground.owners.get(account.id)
            return None if (was or "") == edit.owner else Changed(account, account, was, edit.owner or None)


def _stage(edit: MoveStage, account: Account, ground: Ground) -> _One:
    was = stage_of(account, ground.day)
    if was == edit.to:
        return None
    deal = account.deal_stage
    if deal is not None:
        deal = max(edit.to, ground.second_deals.get(account.id, 0))
    moved = replace(account, stage=edit.to, deal_stage=deal, override=None)
    if (held := held_by(moved, edit.to, ground.day)) is not None:
        return held
    if is_fall(was, edit.to) and not edit.why:
        return Reason("falls", facts=(("before", was), ("after", edit.to)))
    return Changed(account, moved, was, edit.to)


def _grade(edit: SetGrade, account: Account, ground: Ground) -> _One:
    if account.do_not_call:
        return Reason("do_not_call")
    if account.refused_for_good:
        return Reason("refused_for_good")
    if edit.letter is not None and not edit.why:
        return Reason("needs_reason")
    stage = stage_of(account, ground.day)
    own = Override(edit.letter, edit.why, stage) if edit.letter is not None else None
    if account.override == own:
        return None
    after = replace(account, override=own)
    was, now = (grade(one, ground.day, ground.policy).grade for one in (account, after))
    return Changed(account, after, was, now)


def _barred(account: Account, ground: Ground, *, clearing: bool = False) -> Reason | None:
    """Return what keeps the next call of an account from being set with those of others."""
    if not clearing and (barred := why_not_callable(account, ground.day, ground.policy)):
        return barred[0]
    was = account.next_call
    if was is not None and was.promised:
        return Reason("is_promised", facts=(("date", was.date.isoformat()),))
    return None


def _call(day: date | None, account: Account, ground: Ground) -> _One:
    if (barred := _barred(account, ground, clearing=day is None)) is not None:
        return barred
    if day is not None:
        return _set_for(day, account)
    was = account.next_call
    return None if was is None else Changed(account, replace(account, next_call=None), was, None)


def _set_for(day: date, account: Account) -> _One:
    was = account.next_call
    if was is not None and was.date == day:
        return None
    now = NextCall(day, purpose=was.purpose if was else "", set_by="rep")
    return Changed(account, replace(account, next_call=now), was, now)


def _spread(edit: PlanCalls, accounts: Sequence[Account], ground: Ground) -> list[tuple[Account, _One]]:
    """Give each account the lightest working day of the span, the highest score first, the earliest day on a tie.

    What is set already weighs, but for the calls that are moved; none is put past the end of a contract in force.
    """
    if edit.first is None or edit.last is None:
        raise ValueError("a span has two ends")
    days = [day for day in _days(edit.first, edit.last) if ground.calendar.is_working(day)]
    found: dict[int, _One] = {account.id: _barred(account, ground) for account in accounts}
    moving = [account for account in accounts if found[account.id] is None]
    weights = Weights(days, ground.load, lambda day: quota_on(day, ground.calendar, ground.policy))
    for account in moving:
        if account.next_call is not None:
            weights.take_from(ground.calendar.on_or_after(account.next_call.date))
    for account in sorted(moving, key=lambda account: (-ground.score(account), account.id)):
        end = account.contract_end if contract_status(account, ground.day) == "active" else None
        day = weights.lightest(end)
        found[account.id] = _no_day(end) if day is None else _set_for(day, account)
    return [(account, found[account.id]) for account in accounts]


def _no_day(end: date | None) -> Reason:
    if end is None:
        return Reason("no_working_day")
    return Reason("contract_ends_before", facts=(("date", end.isoformat()),))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _tag(edit: PutTag | TakeTag, account: Account, ground: Ground) -> _One:
    has, wanted = edit.tag in ground.tags.get(account.id, ()), isinstance(edit, PutTag)
    if has is wanted:
        return None
    return Changed(account, account, None if wanted else edit.tag, edit.tag if wanted else None)


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows from a change: the stage and the grade where they are others, a next call that ends, a set grade."""

    stage: tuple[int, int] | None = None
    grade: tuple[Grade, Grade] | None = None
    call_ends: bool = False
    lapses: bool = False


def follows(change: Changed, ground: Ground) -> Follows:
    """Say what follows from a change for stage, grade and next call, as it would from an edit of the one card."""
    before, after, day = change.before, change.after, ground.day
    if before.next_call != after.next_call or before == after:  # a call that is set moves neither stage nor grade
        return Follows()
    stages = stage_of(before, day), stage_of(after, day)
    grades = grade(before, day, ground.policy).grade, grade(after, day, ground.policy).grade
    ends = is_callable(before, day) and not is_callable(after, day) and after.next_call is not None
    lapses = stages[0] != stages[1] and before.override is not None
    return Follows(stages if stages[0] != stages[1] else None, grades if grades[0] != grades[1] else None, ends, lapses)
