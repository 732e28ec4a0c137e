"""What makes a thousand customers one book: tags, fields of the rep's own, saved views, clean-up drives, merges."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Tag(SQLModel, table=True):
    """A word the rep put on an account."""

    __tablename__ = "tag"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    tag: str = Field(primary_key=True)
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class CustomField(SQLModel, table=True):
    """A field of the rep's own: text, number, date or choice; `choices` is a JSON list of texts."""

    __tablename__ = "custom_field"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: str
    choices: str = "[]"
    place: int = 0
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class CustomValue(SQLModel, table=True):
    """What an account has in a field of the rep's own: a number as decimal text, a date as YYYY-MM-DD."""

    __tablename__ = "custom_value"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    field_id: int = Field(primary_key=True, foreign_key="custom_field.id")
    value: str
    set_on: str
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class SavedView(SQLModel, table=True):
    """A filter with its columns (a JSON list of names) and its order, under a name."""

    __tablename__ = "saved_view"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    query: str = ""
    columns: str = "[]"
    sort: str = ""
    place: int = 0
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Drive(SQLModel, table=True):
    """A clean-up: those a filter finds, what each is to have, the share that is to have it, and by when."""

    __tablename__ = "drive"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    query: str = ""
    measure: str
    target: int = 100
    due_on: str
    begun_on: str
    begun_with: int = 0
    closed_on: str | None = None
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Merged(SQLModel, table=True):
    """Of two customers who were one: the one that went, and the one it went into."""

    __tablename__ = "merged"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    into_id: int = Field(foreign_key="account.id")
    day: str
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")
