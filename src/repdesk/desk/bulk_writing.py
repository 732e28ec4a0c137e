"""One edit of many customers done: one act, one undo step, judged under the lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from repdesk.desk.backups.backing_up import MANY, backup_before
from repdesk.desk.book import Book
from repdesk.desk.bulk import Plan, plan_edit
from repdesk.desk.on_record import history_row, keep_next_calls, written
from repdesk.desk.sheet import Sheet
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Account
from repdesk.models.book import Tag
from repdesk.models.call import History
from repdesk.models.deal import Deal
from repdesk.progress import Progress, silent
from repdesk.rules.bulk_edits import Changed, Edit, MoveStage, PlanCalls, PutTag, SetGrade, SetOwner, TakeTag, follows
from repdesk.rules.types import NextCall
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.store.reading.deals import read_furthest_deals

_FIELDS = {
    MoveStage: "stage",
    SetGrade: "grade",
    PlanCalls: "next_call",
    PutTag: "tag",
    TakeTag: "tag",
    SetOwner: "owner",
}
_STEPS = 4


@dataclass(frozen=True, slots=True)
class EditedMany:
    """What an edit of many came to."""

    change: Change
    plan: Plan


def edit_many(book: Book, ids: Iterable[int], edit: Edit, progress: Progress = silent) -> EditedMany:
    """Edit all of these accounts that the edit is not refused; RepdeskError where it changes nobody.

    A backup is made before an edit of more than `MANY`.
    """
    wanted = tuple(ids)
    progress(0, _STEPS)  # a backup of a large book takes a second
    if len(wanted) > MANY:
        backup_before(book, "bulk")
    progress(1, _STEPS)
    with book.store.act("edit_many", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        plan = plan_edit(Sheet(book), wanted, edit)
        if not plan.judged.changed:
            raise RepdeskError(_("Nobody would change"), hint=_("They are so already, or may not be changed."))
        progress(2, _STEPS)
        _write(act, plan)
        progress(3, _STEPS)
        act.insert_many(History, [*_history(plan, act)])
    progress(_STEPS, _STEPS)
    return EditedMany(book.acted(act.change), plan)


def _write(act: Act, plan: Plan) -> None:
    changed, edit, today = plan.judged.changed, plan.edit, plan.ground.day.isoformat()
    if isinstance(edit, MoveStage):
        _move(act, changed, edit.to, today)
    elif isinstance(edit, SetGrade):
        act.update_many(Account, {one.account_id: _override(one) for one in changed})
    elif isinstance(edit, SetOwner):
        act.update_many(Account, {one.account_id: {"owner": edit.owner} for one in changed})
    elif isinstance(edit, PutTag):
        _put_tag(act, edit.tag, changed)
    elif isinstance(edit, TakeTag):
        act.update_many(Tag, {(one.account_id, edit.tag): {"retracted_by": act.seq} for one in changed})
    calls = {one.account_id: one.now for one in changed if isinstance(one.now, NextCall | None)}
    if isinstance(edit, PlanCalls):
        keep_next_calls(act, calls, act.at)
    else:
        ending = [one.account_id for one in changed if follows(one, plan.ground).call_ends]
        keep_next_calls(act, dict.fromkeys(ending), act.at)


def _move(act: Act, changed: Sequence[Changed], to: int, today: str) -> None:
    moved = {"stage": to, "stage_on": today}
    act.update_many(Account, {one.account_id: moved | _override(one) for one in changed})
    furthest = read_furthest_deals(act.connection)
    with_deal = [one.account_id for one in changed if one.before.deal_stage is not None]
    act.update_many(Deal, {furthest[number]: {"stage": to} for number in with_deal})


def _override(one: Changed) -> dict[str, object]:
    own = one.after.override
    letter, why, stage = (None, "", None) if own is None else (own.grade, own.reason, own.stage)
    return {"override_grade": letter, "override_reason": why, "override_stage": stage}


def _put_tag(act: Act, tag: str, changed: Sequence[Changed]) -> None:
    kept = {number for (number,) in act.connection.execute("SELECT account_id FROM tag WHERE tag = ?", (tag,))}
    ids = [one.account_id for one in changed]
    act.insert_many(Tag, [{"account_id": number, "tag": tag} for number in ids if number not in kept])
    act.update_many(Tag, {(number, tag): {"retracted_by": None} for number in ids if number in kept})


def _history(plan: Plan, act: Act) -> Iterator[Mapping[str, object]]:
    """Yield what is put on record of each account: the edited field, and stage, grade and next call that follow."""
    edit, field, day = plan.edit, _FIELDS[type(plan.edit)], plan.ground.day
    why = edit.why if isinstance(edit, MoveStage | SetGrade) else ""
    for one in plan.judged.changed:
        number, after = one.account_id, follows(one, plan.ground)
        was, now = (written(value) if isinstance(value, NextCall) else value for value in (one.was, one.now))
        yield history_row(number, field, was, now, at=act.at, day=day, why=why)
        if after.grade is not None and field != "grade":
            yield history_row(number, "grade", *after.grade, at=act.at, day=day)
        if after.call_ends:
            yield history_row(number, "next_call", written(one.before.next_call), None, at=act.at, day=day)
