"""Days off and on, and which years are known."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class CalendarDay(SQLModel, table=True):
    """A day off, a make-up working day or a half day, and who says so."""

    __tablename__ = "calendar_day"

    day: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    kind: str
    name: str = ""
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class CalendarYear(SQLModel, table=True):
    """Whether the public holidays of a country's year are known."""

    __tablename__ = "calendar_year"

    country: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    covered: int
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")
