"""The lines of the page of the day: four questions, and what answers each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from repdesk import wording
from repdesk.desk.day.page import DayPage, promised_at
from repdesk.desk.evening import TaskRow
from repdesk.desk.rows import ListRow
from repdesk.i18n import _
from repdesk.rules.day_blocks import Block
from repdesk.rules.types import Tier
from repdesk.widgets.bars import BarLine, Gap, Line, TextLine
from repdesk.widgets.call_columns import first_reasons
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, fit, plain
from repdesk.wording import day_blocks

_KIND = 12  # cells of a kind of work
_NAMES = (24, 34)  # cells of a customer's name, narrow and wide
_AT = 8  # cells of a promised time, of an earlier day, or of the sign of priority
_LEAST_CALLS = 5
_FIGURES = 10  # cells that the list keeps beside its words
_INDENT = "  "


def lines_of(page: DayPage, width: int, height: int) -> list[Line]:
    """Return the lines for a page of `width` cells; tasks have their number below 0 as key, customers theirs.

    As many customers are named as leave room for the other questions on `height` lines, but some at the least.
    """
    arranged, to_do, learn = [*_arranged(page, width)], [*_to_do(page, width)], [*_to_learn(page.learn)]
    room = max(_LEAST_CALLS, height - len(arranged) - len(to_do) - len(learn) - 1)
    return [*arranged, Gap(2), *to_do, Gap(2), *_to_call(page, width, room), Gap(2), *learn]


def _arranged(page: DayPage, width: int) -> Iterator[Line]:
    on_it = page.day == page.today
    said = day_blocks.moment(page.now.moment, (), short=False) if on_it else wording.day(page.day, page.today)
    question = _("How is the day arranged?")
    yield TextLine(f"{question}  {said}" if said else question)
    for stretch in _stretches(page.blocks):
        yield TextLine(_INDENT + _stretch_said(stretch, page.now.moment.block if on_it else None, width))
    if page.now.going_on is not None:
        sign, said = glyphs().cursor, day_blocks.going_on(page.now.going_on)
        yield TextLine(f"{_INDENT}{sign} " + _("the clock runs: %(work)s") % {"work": said})
    if page.spent:
        yield TextLine(_INDENT + _("so far: %(times)s") % {"times": day_blocks.time_spent(page.spent)})


def _stretches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the blocks from pause to pause."""
    stretch: list[Block] = []
    for block in blocks:
        if block.kind == "pause":
            yield stretch
            stretch = []
        else:
            stretch.append(block)
    if stretch:
        yield stretch


def _stretch_said(stretch: list[Block], now: Block | None, width: int) -> str:
    sign = glyphs().cursor
    parts = [
        f"{sign if block == now else ' '}{wording.clock(block.begins)} {day_blocks.block(block.kind)}"
        for block in stretch
    ]
    return clip("  ".join([*parts, " " + wording.clock(stretch[-1].ends)]), width)


def _to_do(page: DayPage, width: int) -> Iterator[Line]:
    left = sum(not task.done for task in page.tasks)
    question = _("What must be done?")
    yield TextLine(f"{question}  {left}" if left else question)
    if not page.tasks:
        yield TextLine(_INDENT + _("nothing besides calling"))
    for task in page.tasks:
        yield _task(task, page.today, width, runs=_runs(task, page))


def _runs(task: TaskRow, page: DayPage) -> bool:
    return page.now.going_on is not None and not task.done and task.kind == page.now.going_on.kind


def _task(task: TaskRow, today: date, width: int, *, runs: bool = False) -> BarLine:
    sign = glyphs().tick if task.done else glyphs().empty
    late = "" if task.done or task.due >= today else wording.short_day(task.due)
    title = clip(plain(task.title), max(10, width - _KIND - 16))
    words = f"{sign} {fit(plain(wording.work(task.kind)), _KIND)}{title}"
    return BarLine(-task.id, f"{words}  {glyphs().cursor}" if runs else words, ("", "", late))


def _to_call(page: DayPage, width: int, room: int) -> Iterator[Line]:
    promised = sum(row.tier is Tier.PROMISED for row in page.foremost)
    counts = [
        _("promised %(n)d") % {"n": promised} if promised else "",
        _("priority %(n)d") % {"n": n} if (n := len(page.foremost) - promised) else "",
        _("others %(n)d") % {"n": page.others} if page.others else "",
    ]
    question, said = _("Who must be called?"), ", ".join(filter(None, counts))
    yield TextLine(f"{question}  {said}" if said else question)
    if not page.foremost:
        nobody = _("nobody is promised, and nobody has priority") if page.others else _("nobody is left to be called")
        yield TextLine(_INDENT + nobody)
    named = page.foremost if len(page.foremost) <= room else page.foremost[: room - 1]
    for row in named:
        yield _call(row, page, width)
    if left := len(page.foremost) - len(named):
        yield TextLine(_INDENT + _("and %(n)d more on the list") % {"n": left})


def _call(row: ListRow, page: DayPage, width: int) -> BarLine:
    timed = promised_at(row, page.day)
    at = wording.clock(timed) if timed else glyphs().star if row.tier is Tier.PRIORITY else ""
    if row.promised and row.due is not None and row.due < page.day:
        at = wording.short_day(row.due)
    wide = width >= 110
    name = fit(plain(row.name), _NAMES[wide])
    person = fit(plain(row.kp), 12)
    words = f"{fit(at, _AT)} {name} {person} "
    why = clip(first_reasons(row.reasons), max(0, width - cells(words) - _FIGURES))
    return BarLine(row.account_id, words + why, ("", "", ""))


def _to_learn(learn: Iterable[TaskRow]) -> Iterator[Line]:
    yield TextLine(_("What is to be learned?"))
    tasks = list(learn)
    if not tasks:
        yield TextLine(_INDENT + _("nothing was put down"))
    for task in tasks:
        sign = glyphs().tick if task.done else glyphs().empty
        yield BarLine(-task.id, f"{sign} {plain(task.title)}", ("", "", ""))
