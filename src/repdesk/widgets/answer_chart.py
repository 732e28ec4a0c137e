"""When calls are answered: a row an hour and a column a weekday, each cell with its rate, its calls and its heat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from repdesk import wording
from repdesk.i18n import _
from repdesk.rules.best_hours import NONE, Answers, Best, total
from repdesk.widgets.bar_text import bar
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, fit, right

Rates = Mapping[tuple[int, int], Answers]
"""Calls by weekday (Monday is 0) and hour of the day."""

_WORKED = range(5)  # weekdays that always have a column
_WEEK = range(7)
_RATE, _CALLS, _GAP = 4, 4, 2  # cells: the rate in per cent; how many calls; before a customer's own
_THOUSAND = 10_000  # calls: from there on they are told in thousands
_BAR = (5, 24)  # cells: where fewer are left there is no bar
_MUTED = "$muted"
_NOTHING = "-"
_MONDAY = date(2024, 1, 1)  # any will do: it stands for its weekday


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: the calls of the book, those of a customer by hour and its best hours where there is one.

    An hour of fewer than `least` calls says nothing yet: it is shown muted and without heat.
    """

    rates: Rates
    least: int
    own: Mapping[int, Answers] | None = None
    best: tuple[Best, ...] = ()

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Return the weekdays to show: Monday to Friday, and others on which somebody was called."""
        called = {weekday for weekday, _hour in self.rates}
        return tuple(day for day in _WEEK if day in _WORKED or day in called)

    @property
    def hours(self) -> range:
        """Return the hours to show: from the first to the last in which somebody was called."""
        called = {hour for _weekday, hour in self.rates} | {*(self.own or ())}
        return range(min(called), max(called) + 1) if called else range(0)

    def of_hour(self, hour: int) -> Answers:
        """Return the calls of all weekdays in an hour."""
        return total(self.rates.get((weekday, hour), NONE) for weekday in _WEEK)

    def of_weekday(self, weekday: int) -> Answers:
        """Return the calls of a weekday in all hours."""
        return total(answers for (day, _hour), answers in self.rates.items() if day == weekday)


def chart_lines(chart: Chart, width: int) -> list[Content]:
    """Return the chart in lines of at most `width` cells, or calm words where nobody was called yet."""
    if not chart.hours:
        return [Content(_("No call has a time of day yet: the hours come with the calls."))]
    return _Drawn(chart, width).lines()


class _Drawn:
    """The chart at one width: how many calls a cell is of is told where there is room for it, and so is the bar."""

    def __init__(self, chart: Chart, width: int) -> None:
        self._chart = chart
        self._label = max(cells(_hour_said(hour)) for hour in chart.hours) + 1
        own = max(cells(self._own_said(hour)) for hour in chart.hours)
        self._own = own + _GAP if own else 0
        days, rest = len(chart.weekdays), width - self._label - _size(told=True) - self._own
        self._told = days * _size(told=True) <= rest
        room = rest - days * _size(told=self._told) - 1
        self._bar = min(_BAR[1], room) if room >= _BAR[0] else 0
        rates = [answers.rate or 0.0 for answers in chart.rates.values() if answers.tried >= chart.least]
        self._most = max(rates, default=0.0)
        self._most_of_hour = max(chart.of_hour(hour).rate or 0.0 for hour in chart.hours)

    def lines(self) -> list[Content]:
        """Return heading, hours, sums and what the figures are."""
        chart = self._chart
        sums = [self._cell(chart.of_weekday(weekday), self._most, told=self._told) for weekday in chart.weekdays]
        everything = self._cell(total(chart.rates.values()), self._most, told=True)
        last = Content("").join([Content(fit(_("all"), self._label)), *sums, everything])
        rows = [self._row(hour) for hour in chart.hours]
        return [self._heading(), *rows, last.stylize("bold"), Content.styled(self._legend(), _MUTED)]

    def _heading(self) -> Content:
        names = [wording.weekday(_MONDAY + timedelta(days=weekday)) for weekday in self._chart.weekdays]
        days = "".join(right(name, _size(told=self._told)) for name in names)
        own = right(_("own"), self._own) if self._own else ""
        return Content.styled(" " * self._label + days + right(_("all"), _size(told=True)) + own, _MUTED)

    def _row(self, hour: int) -> Content:
        chart, of_hour = self._chart, self._chart.of_hour(hour)
        of_days = [chart.rates.get((weekday, hour), NONE) for weekday in chart.weekdays]
        parts = [Content.styled(fit(_hour_said(hour), self._label), _MUTED)]
        parts += [self._cell(answers, self._most, told=self._told) for answers in of_days]
        parts.append(self._cell(of_hour, self._most_of_hour, told=True))
        if self._own:
            style = "bold $accent" if self._is_best(hour) else ""
            parts.append(Content.styled(right(self._own_said(hour), self._own), style))
        if self._bar and of_hour.tried >= chart.least:
            drawn = bar(_percent(of_hour), round(100 * self._most_of_hour), self._bar)
            parts.append(Content.styled(f" {drawn}", "$accent"))
        return Content("").join(parts)

    def _cell(self, answers: Answers, most: float, *, told: bool) -> Content:
        """Return a rate with its heat, held against the highest, and where it is told of how many calls it is."""
        if not answers.tried:
            return Content.styled(right(_NOTHING, _size(told=False)).ljust(_size(told=told)), _MUTED)
        says = answers.tried >= self._chart.least
        sign = heat(answers.rate or 0.0, most) if says else " "
        rate = right(f"{_percent(answers)}%", _RATE)
        calls = f" {right(_counted(answers.tried), _CALLS)}" if told else ""
        return Content.assemble(" ", (sign, "$accent"), (rate, "" if says else _MUTED), (calls, _MUTED))

    def _is_best(self, hour: int) -> bool:
        return any(one.start <= hour < one.until for one in self._chart.best)

    def _own_said(self, hour: int) -> str:
        own = (self._chart.own or {}).get(hour, NONE)
        star = glyphs().star if self._is_best(hour) else " "
        return f"{own.answered}/{own.tried}{star}" if own.tried else ""

    def _legend(self) -> str:
        said = [_("answered in %%, of so many calls; %(signs)s more often") % {"signs": glyphs().heat}]
        if self._chart.best:
            said.append(_("%(star)s best") % {"star": glyphs().star})
        return ", ".join(said)


def _size(*, told: bool) -> int:
    """Return the cells of a column: a blank, the sign, the rate, and where it is told how many calls."""
    return 2 + _RATE + (1 + _CALLS if told else 0)


def heat(rate: float, most: float) -> str:
    """Return the sign of a rate, the fullest for the highest there is."""
    signs = glyphs().heat
    return signs[round((len(signs) - 1) * rate / most)] if most else signs[0]


def _percent(answers: Answers) -> int:
    return (200 * answers.answered + answers.tried) // (2 * answers.tried)


def _counted(calls: int) -> str:
    return str(calls) if calls < _THOUSAND else f"{calls // 1000}k"


def _hour_said(hour: int) -> str:
    return f"{hour}–{hour + 1}"


class AnswerChart(Widget):
    """The chart, as tall as it has hours."""

    def __init__(self, chart: Chart | None = None, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._chart = chart or Chart({}, 1)

    def show(self, chart: Chart) -> None:
        """Show this chart."""
        self._chart = chart
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (Textual's)
        """Return how many lines it takes."""
        return len(chart_lines(self._chart, width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(chart_lines(self._chart, self.size.width))


def plain_lines(lines: Iterable[Content]) -> list[str]:
    """Return lines as text alone, for a shell."""
    return [line.plain.rstrip() for line in lines]
