"""Calls, what takes them back, and the dated history of where an account stood."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Call(SQLModel, table=True):
    """One attempt, whatever came of it; append-only, a later row `amends` an earlier one."""

    __tablename__ = "call"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    phone_id: int | None = Field(default=None, foreign_key="phone.id")
    e164: str | None = None
    at: str
    day: str
    clock: str | None = None
    outcome: str
    channel: str = "call"
    inbound: int = 0
    imported: int = 0
    spoke: int | None = None
    kp: int | None = None
    price: int = 0
    demo: int = 0
    offer: int = 0
    lost: int = 0
    never: int = 0
    note: str = ""
    reason: str = ""
    promised_day: str | None = None
    promised_time: str | None = None
    root: int | None = Field(default=None, foreign_key="call.id")
    amends: int | None = Field(default=None, foreign_key="call.id")


class CallRetraction(SQLModel, table=True):
    """Takes a call back; `retracted_by` NULL is a call in force again."""

    __tablename__ = "call_retraction"

    call_id: int = Field(primary_key=True, foreign_key="call.id")
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class History(SQLModel, table=True):
    """A dated change of an account: its stage, intent, grade, next call, or any field of its card."""

    __tablename__ = "history"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    at: str
    day: str
    field: str
    before: str | None = None
    after: str | None = None
    why: str = ""
    call_id: int | None = Field(default=None, foreign_key="call.id")
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")
