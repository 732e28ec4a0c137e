"""Next calls, frozen lists, tasks, and work besides calling."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class NextCall(SQLModel, table=True):
    """The one next call of an account."""

    __tablename__ = "next_call"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    day: str
    clock: str | None = None
    timezone: str | None = None
    promised: int = 0
    purpose: str = ""
    set_by: str
    set_at: str
    set_in: int = 0
    tries: int = 0
    urgent: int = 0
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class DayPlan(SQLModel, table=True):
    """A frozen list, or an evening's plan for the next working day."""

    __tablename__ = "day_plan"

    id: int | None = Field(default=None, primary_key=True)
    day: str
    opened_on: str
    kind: str
    frozen_at: str
    frozen_in: int
    policy_id: int = Field(foreign_key="policy_version.id")
    quota: int
    over_quota_by: int
    coverage: str
    carried_per_tier: str
    carried: bytes
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class ListItem(SQLModel, table=True):
    """One place on a frozen list, with why it is there."""

    __tablename__ = "list_item"

    plan_id: int = Field(primary_key=True, foreign_key="day_plan.id")
    account_id: int = Field(primary_key=True, foreign_key="account.id")
    rank: int
    tier: str
    due: str | None = None
    due_clock: str | None = None
    score: int
    reasons: str
    added: int = 0
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Task(SQLModel, table=True):
    """Work besides calling."""

    __tablename__ = "task"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    kind: str
    title: str
    due_on: str | None = None
    done_at: str | None = None
    created_at: str
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class WorkSpan(SQLModel, table=True):
    """Work besides calling, by its kind, from when to when; one without an end until the next call or work begun."""

    __tablename__ = "work_span"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    began_at: str
    ended_at: str | None = None
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")
