"""The funnel: who stands at which stage, of which grade and under which contract; each bar opens its customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.funnel import Bar, FunnelView, funnel_view, in_walk_order
from repdesk.i18n import _
from repdesk.rules.standing import KP_ENGAGED, UNDER_CONTRACT
from repdesk.screens.desk_screen import DeskScreen
from repdesk.themes import sheet
from repdesk.widgets.bars import BarLine, Bars, Gap, Line, TextLine
from repdesk.widgets.funnel_words import figures, headings

if TYPE_CHECKING:
    from repdesk.desk.taking_out.whom import Whom

_WHOLE, _GRADES, _CONTRACTS, _OTHERS = 8, 10, 20, 30  # keys of the lines; stages are 0 to 7


class FunnelScreen(DeskScreen):
    """One cursor over all bars: Enter opens the customers behind one as a list to walk and call."""

    BINDINGS = keymap.bindings("funnel")
    PLACE = "funnel"
    AUTO_FOCUS = "Bars"
    CSS_PATH = sheet("funnel")

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self._bars = Bars()
        self._currency, self._foreign = "", frozenset[int]()
        self._behind: dict[int, tuple[str, tuple[int, ...]]] = {}  # title and accounts of each line
        self.reload()

    def body(self) -> ComposeResult:
        """Place the bars."""
        yield self._bars

    def reload(self) -> None:
        """Count the book again; the cursor stays on its bar."""
        view = funnel_view(self.book)
        self._currency, self._foreign = view.currency, frozenset(view.unsummed)
        self._behind = {}
        self._bars.show([*self._lines(view)])

    def _lines(self, view: FunnelView) -> Iterator[Line]:
        if not view.book.ids:
            yield TextLine(_("There is nobody in the book yet."))
            return
        yield TextLine(_("stage"), headings(view.currency))
        yield from self._stages(view)
        yield from self._mix(view)
        yield Gap()
        yield TextLine(_("contracts"))
        most = max(one.accounts for one in view.contracts.values())
        for n, (status, one) in enumerate(view.contracts.items()):
            yield self._line(_CONTRACTS + n, wording.contract_status(status), one, most, view.currency)
        if view.unsummed:
            yield Gap()
            self._behind[_OTHERS] = _("in other currencies"), view.unsummed
            yield BarLine(_OTHERS, _("in other currencies"), (f"{len(view.unsummed):,}", "", _("not summed")))

    def _stages(self, view: FunnelView) -> Iterator[Line]:
        most = max(one.accounts for one in view.stages)
        for stage, one in enumerate(view.stages):
            if stage in (KP_ENGAGED, UNDER_CONTRACT):  # the mouth of the funnel before, the renewal loop behind
                yield Gap(2)
            yield self._line(stage, f"{stage} {wording.stage(stage)}", one, most, view.currency)
        yield Gap(2)
        self._behind[_WHOLE] = _("the whole book"), view.book.ids
        yield BarLine(_WHOLE, _("all"), figures(view.book, view.currency))

    def _mix(self, view: FunnelView) -> Iterator[Line]:
        yield Gap()
        healthy = {f"{one.grade.lower()}": one.healthy for one in view.mix if one.healthy is not None}
        yield TextLine(_("mix of grades; healthy is A %(a)d %%, B %(b)d %%, C %(c)d %%") % healthy)
        most = max(max(one.bar.percent or 0, one.healthy or 0) for one in view.mix)
        for n, one in enumerate(view.mix):
            label = f"{one.grade} {wording.grade(one.grade)}"
            counted, share, _value = figures(one.bar, view.currency)
            off = "" if one.deviation is None else wording.deviation(one.deviation)
            self._behind[_GRADES + n] = _("grade %(grade)s") % {"grade": label}, one.bar.ids
            yield BarLine(_GRADES + n, label, (counted, share, off), one.bar.percent or 0, most, one.healthy)

    def _line(self, key: int, label: str, one: Bar, most: int, currency: str) -> BarLine:
        title = _("stage %(stage)s") if key < _WHOLE else _("contract: %(status)s")
        self._behind[key] = title % {"stage": label, "status": label}, one.ids
        return BarLine(key, label, figures(one, currency), one.accounts, most)

    def whom_to_take_out(self) -> Whom:
        """Return the customers behind the bar under the cursor."""
        from repdesk.desk.taking_out.whom import Whom

        title, ids = self._under_the_cursor()
        return Whom(in_walk_order(self.book, ids, self._foreign), title)

    def _under_the_cursor(self) -> tuple[str, Sequence[int]]:
        return self._behind.get(self._bars.cursor if self._bars.cursor is not None else -1, ("", ()))

    def action_open(self) -> None:
        """Show the customers behind the bar under the cursor."""
        title, ids = self._under_the_cursor()
        if not ids:
            self.notice.say(_("Nobody stands there."))
            return
        from repdesk.screens.accounts import AccountsScreen

        ordered = in_walk_order(self.book, ids, self._foreign)
        self.app.push_screen(AccountsScreen(self.book, self.keys, title, ordered, self.book_name, self._currency))

    def on_bars_chosen(self) -> None:
        """Open the bar clicked twice."""
        self.action_open()
