"""The blocks of a day, what goes on and how long it took, in the rep's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from repdesk.i18n import N_, _
from repdesk.rules.day_blocks import BlockKind, Moment
from repdesk.wording.days import clock
from repdesk.wording.terms import work

if TYPE_CHECKING:
    from repdesk.rules.work_time import UnderWay

_BLOCKS: dict[BlockKind, str] = {
    "calling": N_("golden hours"),
    "other": N_("other work"),
    "pause": N_("pause"),
}


def block(kind: BlockKind) -> str:
    """Return what a block of the day is for."""
    return _(_BLOCKS[kind])


def hours(minutes: int) -> str:
    """Return a length of time: 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def going_on(span: UnderWay) -> str:
    """Return the work besides calling that goes on, with its running clock: proposal 0:12."""
    return f"{work(span.kind)} {hours(span.minutes)}"


def time_spent(spent: Mapping[str, int]) -> str:
    """Return the time per kind of work: calling 1:12, proposal 0:25."""
    return ", ".join(f"{work(kind)} {hours(minutes)}" for kind, minutes in spent.items())


def tasks_of(waiting: Iterable[tuple[str, int]]) -> str:
    """Return how many tasks of each kind wait: proposal 2, post 1."""
    return ", ".join(f"{work(kind)} {count}" for kind, count in waiting)


def moment(now: Moment, waiting: tuple[tuple[str, int], ...], *, short: bool) -> str:
    """Return where the day stands: the block and how long it still runs, or the tasks that are for it.

    Empty once the day is over, and on a day off.
    """
    if now.block is None:
        if now.next is None:
            return ""
        said = {"what": block(now.next.kind), "at": clock(now.next.begins)}
        return (_("%(what)s %(at)s") if short else _("%(what)s from %(at)s")) % said
    said = {"what": block(now.block.kind), "at": clock(now.block.ends)}
    if now.block.kind == "other" and waiting:
        count = sum(number for _kind, number in waiting)
        if short:
            return _("%(what)s: %(n)d") % {**said, "n": count}
        return _("%(what)s: %(tasks)s") % {**said, "tasks": tasks_of(waiting)}
    if short:
        return _("%(what)s %(left)s") % {**said, "left": _left(now.left)}
    return _("%(what)s until %(at)s, %(left)s") % {**said, "left": _left(now.left)}


def _left(minutes: int) -> str:
    """Return how long something still runs: 48 min, 1:48 h."""
    return _("%(n)d min") % {"n": minutes} if minutes < 60 else _("%(time)s h") % {"time": hours(minutes)}
