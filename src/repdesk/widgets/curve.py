"""Curves against a pace, drawn in dots: one a line, one filled, the pace dotted, so that no colour is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, fit, right

_BRAILLE = 0x2800
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # of a cell, by column and by row from the top
_WIDE, _HIGH = 2, 4  # dots of a cell
_LEAST = 3  # lines: fewer draw no curve
_STYLES = ("bold $accent", "$success", "$muted")


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: `most` fills the height, each step of `line` and `filled` one of `steps`; `pace` goes all the way.

    `labels` stand at the left from the top down, `below` under it: steps from 0 with their words.
    """

    steps: int
    most: int
    line: Sequence[int]
    filled: Sequence[int]
    pace: Sequence[float]
    labels: tuple[str, str, str] = ("", "", "")
    below: Sequence[tuple[int, str]] = ()


def draw(chart: Chart, width: int, height: int) -> list[Content]:
    """Return the lines of a chart, the axis below it with them; none where there is no room or nothing to draw."""
    side = max(cells(label) for label in chart.labels) + 1
    across, high = width - side, height - 1
    if across < _LEAST or high < _LEAST or chart.steps < 1 or chart.most < 1:
        return []
    masks = _masks(chart, across, high)
    rows = [Content("").join(_row(masks, y, across)) for y in range(high)]
    names = {0: chart.labels[0], high // 2: chart.labels[1], high - 1: chart.labels[2]}
    lines = [Content.assemble((right(names.get(y, ""), side - 1) + " ", "$muted"), row) for y, row in enumerate(rows)]
    return [*lines, Content.styled(" " * side + _axis(chart, across), "$muted")]


def sample(which: int) -> Content:
    """Return how the line (0), what is filled (1) and the pace (2) look, in three cells."""
    signs = glyphs().curve
    drawn = (signs or "\u2812\u28ff\u2802")[which] * 3
    return Content.styled(drawn, _STYLES[which])


def _masks(chart: Chart, across: int, high: int) -> tuple[dict[tuple[int, int], int], ...]:
    """Return for line, filled and pace which dots of which cell are set."""
    lines: tuple[dict[tuple[int, int], int], ...] = ({}, {}, {})
    wide, tall = across * _WIDE, high * _HIGH

    def put(which: int, x: int, y: int) -> None:
        cell = (x // _WIDE, (tall - 1 - y) // _HIGH)
        lines[which][cell] = lines[which].get(cell, 0) | _DOTS[x % _WIDE][(tall - 1 - y) % _HIGH]

    for which, values in enumerate((chart.line, chart.filled, chart.pace)):
        before: int | None = None
        for x in range(wide):
            at = chart.steps * x / max(1, wide - 1)
            if not values or at > len(values):
                break
            y = min(tall - 1, round((tall - 1) * _between(values, at) / chart.most))
            if which == 1:
                low, top = 0, y
            elif which == 0:
                low, top = (y, y) if before is None else (min(before + 1, y), max(before - 1, y))
            elif x % 3:
                continue
            else:
                low = top = y
            for dot in range(low, top + 1):
                put(which, x, dot)
            before = y
    return lines


def _between(values: Sequence[float], at: float) -> float:
    """Return the value at a step of which the first, 0, has none yet."""
    step = int(at)
    low = values[step - 1] if step else 0
    high = values[min(step, len(values) - 1)]
    return low + (high - low) * (at - step)


def _row(masks: tuple[dict[tuple[int, int], int], ...], y: int, across: int) -> list[Content]:
    signs = glyphs().curve
    drawn = []
    for x in range(across):
        mask = [layer.get((x, y), 0) for layer in masks]
        top = next((which for which, dots in enumerate(mask) if dots), None)
        if top is None:
            drawn.append(Content(" "))
        else:
            sign = signs[top] if signs else chr(_BRAILLE | mask[0] | mask[1] | mask[2])
            drawn.append(Content.styled(sign, _STYLES[top]))
    return drawn


def _axis(chart: Chart, across: int) -> str:
    """Return the words under the chart, those that would touch left out."""
    line = " " * across
    for step, words in chart.below:
        at = min(max(0, round((across - 1) * step / chart.steps) - cells(words) // 2), across - cells(words))
        if at >= 0 and not line[max(0, at - 1) : at + cells(words) + 1].strip():
            line = line[:at] + words + line[at + cells(words) :]
    return fit(line, across)


class CurveChart(Widget):
    """A chart in the room there is, with words under it."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None

    def show(self, chart: Chart | None) -> None:
        """Draw this chart; nothing where there is none."""
        self._chart = chart
        self.refresh()

    def render(self) -> Content:
        """Draw it as large as there is room."""
        lines = draw(self._chart, self.size.width, self.size.height) if self._chart else []
        return Content("\n").join(lines)
