"""Pipelines, deals and contracts."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Pipeline(SQLModel, table=True):
    """A way of selling, with stages of its own."""

    __tablename__ = "pipeline"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class PipelineStage(SQLModel, table=True):
    """One stage of a pipeline and its default P(win)."""

    __tablename__ = "pipeline_stage"

    pipeline_id: int = Field(primary_key=True, foreign_key="pipeline.id")
    stage: int = Field(primary_key=True)
    key: str
    probability: float
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Deal(SQLModel, table=True):
    """A sale in progress, or one won or lost."""

    __tablename__ = "deal"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    pipeline_id: int = Field(default=1, foreign_key="pipeline.id")
    name: str = ""
    stage: int
    amount: int | None = None
    currency: str | None = None
    expected_close: str | None = None
    opened_on: str
    closed_on: str | None = None
    outcome: str = "open"
    reason: str = ""
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")


class Contract(SQLModel, table=True):
    """A contract sent, signed or lost; `end_on` is its last day."""

    __tablename__ = "contract"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    deal_id: int | None = Field(default=None, foreign_key="deal.id")
    status: str
    amount: int | None = None
    currency: str | None = None
    sent_on: str | None = None
    signed_on: str | None = None
    start_on: str | None = None
    end_on: str | None = None
    terms: str = ""
    retracted_by: int | None = Field(default=None, foreign_key="journal.seq")
