"""What becomes of two customers who are one: how far it stands, which next call is kept, who and what is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Literal, TypeVar

from repdesk.rules.types import NextCall

Side = Literal["keep", "gone"]
"""Of two customers, the one that stays and the one that goes into it."""
SIDES: tuple[Side, ...] = ("keep", "gone")

_FURTHER = (1, 0, 2, 3, 4, 7, 5, 6)
"""The stages from the mouth of the funnel on: one whose contract has ended stands behind one to whom a new one went."""
OneT = TypeVar("OneT")


def further(keep: int, gone: int) -> Side:
    """Return which of two stated stages is the further one; that of the one that stays where they are the same.

    Of the two at the mouth that is 0: somebody was called, and nobody has spoken yet.
    """
    return "gone" if _FURTHER.index(gone) > _FURTHER.index(keep) else "keep"


def kept_call(keep: NextCall | None, gone: NextCall | None, last_call: date | None) -> Side | None:
    """Return whose next call is kept: a promise before what is none, then the earlier one; None where neither has one.

    A call without a time stands at the end of its day. One that was due when either was called last, and is no
    promise, has been made by that call, and gives way to the other.
    """
    if keep is None or gone is None:
        return "keep" if keep is not None else "gone" if gone is not None else None
    return "gone" if _urgency(gone, last_call) < _urgency(keep, last_call) else "keep"


def _urgency(nxt: NextCall, last_call: date | None) -> tuple[bool, bool, date, time]:
    made = last_call is not None and nxt.date <= last_call
    return not nxt.promised, made and not nxt.promised, nxt.date, nxt.time or time.max


def strictest(*days: str | None) -> str | None:
    """Return the earliest day on which the customer barred us, None where none did."""
    return min((day for day in days if day), default=None)


def joined(keep: str, gone: str) -> str:
    """Return two notes as one: the lines of the second that the first has not under those of the first."""
    lines = keep.splitlines()
    return "\n".join([*lines, *(line for line in gone.splitlines() if line not in lines)])


def folded(
    keep: Sequence[OneT], gone: Iterable[OneT], same: Callable[[OneT, OneT], bool]
) -> list[tuple[OneT, OneT | None]]:
    """Return each of those that go with the one of those that stay that it is the same as, None where it is none.

    Of those that stay each is taken once.
    """
    free = list(keep)
    pairs: list[tuple[OneT, OneT | None]] = []
    for one in gone:
        found = next((other for other in free if same(other, one)), None)
        if found is not None:
            free.remove(found)
        pairs.append((one, found))
    return pairs
