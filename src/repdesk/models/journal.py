"""The journal, its bodies, the gate of erasure and the record of migrations."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Migration(SQLModel, table=True):
    """One applied change of the schema."""

    __tablename__ = "migration"

    number: int = Field(primary_key=True)
    name: str
    applied_at: str
    version: str


class Journal(SQLModel, table=True):
    """One entry: an act, an undo, a redo or housekeeping, chained to the one before by `digest`."""

    __tablename__ = "journal"

    seq: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str
    at: str
    policy_id: int | None = None
    account_id: int | None = None
    target: int | None = Field(default=None, foreign_key="journal.seq")
    body_digest: bytes
    digest: bytes


class JournalBody(SQLModel, table=True):
    """What was and what is of every row an entry touched, packed; erasable without breaking the chain."""

    __tablename__ = "journal_body"

    seq: int = Field(primary_key=True, foreign_key="journal.seq")
    salt: bytes
    body: bytes


class ErasureGate(SQLModel, table=True):
    """The single row whose `open` lets an erasure through the triggers, inside its own transaction."""

    __tablename__ = "erasure_gate"

    id: int = Field(primary_key=True)
    open: int


class JournalRewrite(SQLModel, table=True):
    """What an erasure left of an entry's body, as a digest; None where nothing was left."""

    __tablename__ = "journal_rewrite"

    seq: int = Field(primary_key=True, foreign_key="journal.seq")
    erasure: int = Field(primary_key=True, foreign_key="journal.seq")
    body_digest: bytes | None = None


class Forgotten(SQLModel, table=True):
    """A customer who was forgotten: number and beginning of the account, and when it was."""

    __tablename__ = "forgotten"

    account_id: int = Field(primary_key=True)
    created_at: str = Field(primary_key=True)
    at: str


class ForgottenNumber(SQLModel, table=True):
    """The salted hash of a do-not-call number of a forgotten customer."""

    __tablename__ = "forgotten_number"

    hash: bytes = Field(primary_key=True)
    salt: bytes
    since: str
