"""Who was found, drawn line by line: the customer, and what of them matched with the part of it marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from repdesk import wording
from repdesk.desk.rows import Found
from repdesk.i18n import N_, _
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, fit, plain

Piece = tuple[str, bool]
"""A part of a text, and whether it is marked."""

_LABELS = {
    "person": N_("contact"),
    "tag": N_("tag"),
    "own": N_("own field"),
    "place": N_("place"),
    "industry": N_("industry"),
    "note": N_("note"),
}
_MARKED = Style(bold=True, underline=True)  # no colour: it has to show in any
_NAME, _STAGE = 22, 15  # cells at the least
_BEFORE = 3  # of so many cells one is left for what stands before a mark that is far behind
_LINE_ENDS = str.maketrans("\n\r\t", "   ")


class FoundList(Widget):
    """As many of those who were found as there is room for, the picked one among them."""

    COMPONENT_CLASSES = {"found--picked", "found--said"}  # noqa: RUF012 (Textual declares it so)

    class Taken(Message):
        """Somebody was clicked."""

    def __init__(self, on_list: Collection[int]) -> None:
        """Draw those `on_list` with a tick."""
        super().__init__()
        self._on_list = on_list
        self.rows: tuple[Found, ...] = ()
        self.at = 0
        self.said = ""

    def show(self, rows: Sequence[Found], said: str = "", at: int = 0) -> None:
        """Show these, the one at `at` picked, and under them what is to be said."""
        self.rows, self.said = tuple(rows), said
        self.at = min(at, max(0, len(self.rows) - 1))
        self.refresh()

    def step(self, lines: int) -> None:
        """Pick somebody further down, or up; from an end by one line to the other."""
        if self.rows:
            wanted = self.at + lines
            last = len(self.rows) - 1
            self.at = wanted % len(self.rows) if abs(lines) == 1 else max(0, min(last, wanted))
            self.refresh()

    @property
    def page(self) -> int:
        """Return how many lines a page has."""
        return max(1, self.size.height - 1)

    @property
    def _top(self) -> int:
        lines = len(self.rows) + bool(self.said)
        return max(0, min(self.at - self.size.height // 2, lines - self.size.height))

    def render_line(self, y: int) -> Strip:
        """Draw the line that stands at height `y`."""
        index, width = self._top + y, self.size.width
        if index < len(self.rows):
            return self._row(self.rows[index], width, picked=index == self.at)
        if index == len(self.rows) and self.said:
            style = self.get_component_rich_style("found--said")
            return Strip([Segment(fit(f"  {plain(self.said)}", width), style)], width)
        return Strip.blank(width, self.rich_style)

    def _row(self, found: Found, width: int, *, picked: bool) -> Strip:
        style = self.get_component_rich_style("found--picked") if picked else self.rich_style
        sign = glyphs().cursor if picked else " "
        tick = glyphs().tick if found.account_id in self._on_list else " "
        name = max(_NAME, width // 3 - 2)
        pieces = [(f"{sign} {tick} {found.grade} ", False), *_fitted(found.name, found.name_marks, name), (" ", False)]
        stage = ((0, len(wording.stage(found.stage))),) if found.field == "stage" else ()
        pieces += [*_fitted(wording.stage(found.stage), stage, _STAGE), (" ", False)]
        left = width - sum(cells(text) for text, _marked in pieces)
        pieces += _besides(found, left) if left > 0 else ()
        segments = [Segment(text, style + _MARKED if marked else style) for text, marked in pieces]
        return Strip(segments).adjust_cell_length(width, style)

    def on_click(self, event: events.Click) -> None:
        """Pick by mouse, and take it."""
        if (index := self._top + event.y) < len(self.rows):
            self.at = index
            self.refresh()
            self.post_message(self.Taken())


def _besides(found: Found, width: int) -> Iterator[Piece]:
    """Yield what else is said of somebody: which text matched, and that a number may not be called."""
    before = f"{_(_LABELS[found.field])}: " if found.field in _LABELS else ""
    after = f" {_('do not call')}" if found.do_not_call else ""
    if found.how == "nearly":
        before = f"{_('nearly')} {before}"
    yield clip(plain(before), width), False
    left = width - cells(before) - cells(after)
    if found.field not in ("name", "stage") and left > 0:
        yield from _cut(found.matched, found.marks, left)
    if after:
        yield clip(plain(after), width), False


def _fitted(text: str, marks: Sequence[tuple[int, int]], width: int) -> list[Piece]:
    """Return a text in exactly `width` cells."""
    pieces = list(_cut(text, marks, width))
    return [*pieces, (" " * (width - sum(cells(piece) for piece, _marked in pieces)), False)]


def _cut(text: str, marks: Sequence[tuple[int, int]], width: int) -> Iterator[Piece]:
    """Yield a text in at most `width` cells, its first mark in sight, what is left out shown by the sign for more."""
    pieces = [(plain(part), marked) for part, marked in _parted(text.translate(_LINE_ENDS), marks)]
    until = 0  # the cell at which the first mark ends
    for piece, marked in pieces:
        until += cells(piece)
        if marked:
            break
    else:
        until = 0
    if until > width and not pieces[0][1]:
        piece = pieces[0][0]
        while cells(piece) > width // _BEFORE:
            piece = piece[max(1, (cells(piece) - width // _BEFORE) // 2) :]
        pieces[0] = (glyphs().more + piece, False)
    for piece, marked in pieces:
        if width <= 0:
            return
        shown = clip(piece, width)
        width -= cells(shown)
        yield shown, marked
        if shown != piece:
            return


def _parted(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Yield the parts of a text between and within marks."""
    done = 0
    for begin, end in marks:
        if begin > done:
            yield text[done:begin], False
        yield text[begin:end], True
        done = end
    if done < len(text):
        yield text[done:], False
