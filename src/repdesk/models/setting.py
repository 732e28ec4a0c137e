"""Choices kept in the book and the versions of the policy."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Setting(SQLModel, table=True):
    """One choice kept in the book, its value as text."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class PolicyVersion(SQLModel, table=True):
    """One version of the policy as it was taken; `body` is its TOML."""

    __tablename__ = "policy_version"

    id: int | None = Field(default=None, primary_key=True)
    taken_at: str
    digest: str = Field(unique=True)
    body: str
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")
