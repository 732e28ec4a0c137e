"""How a working day is arranged: golden hours for calling, the others for other work, pauses (DOMAIN §5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import Literal

from repdesk.rules.hours import Span, golden_on, hours_on, minutes_of
from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar

BlockKind = Literal["calling", "other", "pause"]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the day for one kind of work, in local time; its last minute is not in it."""

    kind: BlockKind
    begins: time
    ends: time

    @property
    def minutes(self) -> int:
        """Return how long it is."""
        return minutes_of(((self.begins, self.ends),))


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a day stands: the block that is now with the minutes it still runs, and the one that is next."""

    block: Block | None = None
    left: int = 0
    next: Block | None = None


def blocks_on(day: date, calendar: Calendar, policy: Policy) -> tuple[Block, ...]:
    """Return the blocks of `day` in order, without a gap; none on a day off. Without golden hours all is calling."""
    spans = hours_on(day, calendar, policy).spans
    golden = golden_on(day, calendar, policy) if policy.day.golden else spans
    blocks: list[Block] = []
    for span in spans:
        if blocks:
            blocks.append(Block("pause", blocks[-1].ends, span[0]))
        blocks += _within(span, golden)
    return tuple(blocks)


def _within(span: Span, golden: Sequence[Span]) -> list[Block]:
    """Return the blocks of a worked span: golden hours, and other work around them."""
    inside = [part for part in golden if span[0] <= part[0] and part[1] <= span[1]]
    edges = [span[0], *(edge for part in inside for edge in part), span[1]]
    return [
        Block("calling" if (begins, ends) in inside else "other", begins, ends)
        for begins, ends in pairwise(edges)
        if begins < ends
    ]


def moment_of(blocks: Sequence[Block], now: datetime) -> Moment:
    """Return where a day of these blocks stands at the local moment `now` of that day."""
    clock = now.time()
    block = next((block for block in blocks if block.begins <= clock < block.ends), None)
    after = next((block for block in blocks if block.begins > clock), None)
    if block is None:
        return Moment(next=after)
    left = datetime.combine(now.date(), block.ends) - now.replace(tzinfo=None, second=0, microsecond=0)
    return Moment(block, int(left.total_seconds()) // 60, after)
