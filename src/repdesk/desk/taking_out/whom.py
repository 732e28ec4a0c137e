"""Which customers are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Whom:
    """Customers in their order, what they are called together, and the columns they are listed with, if any."""

    ids: Sequence[int]
    title: str
    columns: Sequence[str] = ()
