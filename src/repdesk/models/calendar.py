"""Days off and on, the hours of single days, and which years are known."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class CalendarDay(SQLModel, table=True):
    """A day off or a make-up working day, and who says so."""

    __tablename__ = "calendar_day"

    day: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    kind: str
    name: str = ""
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class DayHours(SQLModel, table=True):
    """The hours of a day that differ from the office's: half a day off, a late start."""

    __tablename__ = "day_hours"

    day: str = Field(primary_key=True)
    opens: str
    closes: str
    name: str = ""
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class CalendarYear(SQLModel, table=True):
    """Whether the public holidays of a country's year are known."""

    __tablename__ = "calendar_year"

    country: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    covered: int
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")
