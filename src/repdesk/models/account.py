"""Accounts, their people and numbers, and where they came from."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class LeadSource(SQLModel, table=True):
    """Where accounts come from."""

    __tablename__ = "lead_source"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str = ""
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Account(SQLModel, table=True):
    """A company the rep may sell to."""

    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    industry: str = ""
    size: str = ""
    region: str = ""
    address: str = ""
    timezone: str | None = None
    need: str = ""
    need_on: str | None = None
    rival: str = ""
    rival_on: str | None = None
    obstacle: str = ""
    obstacle_on: str | None = None
    stage: int = 1
    stage_on: str | None = None
    intent: int | None = None
    intent_on: str | None = None
    override_grade: str | None = None
    override_reason: str = ""
    override_stage: int | None = None
    do_not_call_on: str | None = None
    refused_on: str | None = None
    estimate: int | None = None
    currency: str | None = None
    source_id: int | None = Field(default=None, foreign_key="lead_source.id")
    referred_by: int | None = Field(default=None, foreign_key="account.id")
    window_from: str | None = None
    window_to: str | None = None
    anniversary: str | None = None
    owner: str = ""
    notes: str = ""
    created_at: str
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Contact(SQLModel, table=True):
    """A person at an account; `is_kp` marks who can say yes."""

    __tablename__ = "contact"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    name: str
    title: str = ""
    role: str | None = None
    is_kp: int = 0
    email: str = ""
    birthday: str | None = None
    confirmed_on: str | None = None
    notes: str = ""
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Phone(SQLModel, table=True):
    """A number of an account: `raw` as given, `e164` as dialled."""

    __tablename__ = "phone"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    e164: str
    raw: str
    extension: str = ""
    bad_on: str | None = None
    confirmed_on: str | None = None
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Suppression(SQLModel, table=True):
    """A number that must not be called, until the customer's own act lifts it."""

    __tablename__ = "suppression"

    e164: str = Field(primary_key=True)
    since: str
    reason: str = ""
    lifted_on: str | None = None
    lifted_reason: str = ""
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class ImportOrigin(SQLModel, table=True):
    """Where an imported account stood in its file and what the file said."""

    __tablename__ = "import_origin"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    file: str
    row: int
    imported_at: str
    fields: str
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")
