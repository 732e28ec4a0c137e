"""The columns of today's list, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from repdesk import wording
from repdesk.desk.rows import ListRow
from repdesk.i18n import N_, _
from repdesk.rules.types import Reason, Tier
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column
from repdesk.widgets.standing_words import intent_dots, short_stage, stage_words

_IN_COLUMNS = frozenset({"stage", "deal_stage", "stage_and_intent", "intent", "value"})


def first_reasons(reasons: Iterable[Reason]) -> str:
    """Return the reasons in a line, the weightiest first; what other columns show only where there is no more."""
    ordered = sorted(reasons, key=lambda reason: -reason.points)
    told = [reason for reason in ordered if reason.code not in _IN_COLUMNS] or ordered
    return ", ".join(wording.brief(reason) for reason in told)


def _due(row: ListRow, today: date) -> str:
    if row.due is None:
        return ""
    days = [] if row.due == today and row.due_time else [wording.short_day(row.due)]
    return " ".join([*days, *([wording.clock(row.due_time)] if row.due_time else [])])


def _why(row: ListRow, today: date) -> str:
    """Return why the row is on the list or, once called, what came of it."""
    if row.outcome is not None:
        said = wording.outcome(row.outcome)
        at = f" {wording.clock(row.called_at)}" if row.called_at else ""
        if row.state == "called":
            return said + at
        return _("again %(when)s") % {"when": _due(row, today)} + f", {said}{at}"
    words = ", ".join(filter(None, (row.hours, first_reasons(row.reasons))))
    if row.promised and row.due is not None:
        return _("promised %(due)s") % {"due": _due(row, today)} + (f", {words}" if words else "")
    if row.tier is Tier.PRIORITY:
        return f"{glyphs().star} {words or wording.tier(row.tier)}"
    return words or wording.tier(row.tier)


def _tick(row: ListRow) -> str:
    return {"waiting": "", "called": glyphs().tick, "again": glyphs().again}[row.state]


COLUMNS: tuple[Column[ListRow], ...] = (
    Column("#", lambda row, _today: str(row.rank), 3, 4, align_right=True),
    Column("", lambda row, _today: _tick(row), 1, 1),
    Column(N_("gr"), lambda row, _today: row.grade, 2, 2),
    Column(N_("customer"), lambda row, _today: plain(row.name), 17, 30),
    Column(N_("KP"), lambda row, _today: plain(row.kp), 7, 14, sacrifice=1),
    Column(N_("stage"), lambda row, _today: stage_words(row.stage, row.deal_stage, short_stage), 14, 18),
    Column(N_("intent"), lambda row, _today: intent_dots(row.intent), 6, 6),
    Column(N_("why"), _why, 20, 400, speaks=True),
    Column(
        N_("last"),
        lambda row, _today: wording.short_day(row.last_contact) if row.last_contact else "",
        6,
        7,
        sacrifice=2,
    ),
    Column(N_("due"), _due, 6, 12, sacrifice=3),
)
BY_BEST_HOURS: tuple[Column[ListRow], ...] = tuple(
    replace(column, heading=N_("best hours first; why")) if column.speaks else column for column in COLUMNS
)
"""The same where the list is in the order of the best hours: its head says so."""
