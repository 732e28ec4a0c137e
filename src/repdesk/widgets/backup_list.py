"""The list of backups, and beside each what a restore of it would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.widget import Widget

from repdesk.desk.backups.restoring import Holds
from repdesk.desk.backups.rows import BackupRow, act_in_words, places_in_words, why_in_words
from repdesk.i18n import N_, _, ngettext
from repdesk.widgets.plain import clip, plain
from repdesk.widgets.row_list import Column, RowList


def _when(row: BackupRow, _today: date) -> str:
    return f"{row.at:%Y-%m-%d %H:%M}"


def _state(row: BackupRow, _today: date) -> str:
    if not row.sound:
        return _("not sound")
    return _("encrypted") if row.encrypted else ""


_COLUMNS: tuple[Column[BackupRow], ...] = (
    Column(N_("when"), _when, 16, 16),
    Column(N_("why"), lambda row, _day: why_in_words(row.why), 23, 24),
    Column(N_("customers"), lambda row, _day: f"{row.accounts:,}", 9, 9, align_right=True),
    Column(N_("calls"), lambda row, _day: f"{row.calls:,}", 7, 9, align_right=True),
    Column(N_("last act"), lambda row, _day: plain(act_in_words(row.act)), 10, 40, sacrifice=1),
    Column("", _state, 9, 9, speaks=True),
)


class BackupList(RowList[BackupRow]):
    """The backups, the latest first."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS)
        self._numbers: dict[str, int] = {}

    def show_all(self, rows: Sequence[BackupRow], none: str) -> None:
        """Show these backups, or `none` where there are none."""
        self.show(rows, date.min, [] if rows else [none])

    def key(self, row: BackupRow) -> int:
        """Return a number that stays with the name."""
        return self._numbers.setdefault(row.name, len(self._numbers))

    def style_of(self, row: BackupRow) -> str:
        """Dim what one would rather not take."""
        return "" if row.sound else "dimmed"

    def speaking_style_of(self, row: BackupRow) -> str:
        """Warn of what is not sound."""
        return "" if row.sound else "warned"


class WouldChange(Widget):
    """What the book holds now, and what it would hold with the backup under the cursor."""

    def __init__(self, now: Holds | None) -> None:
        """Compare with `now`, None where the present book cannot be read."""
        super().__init__(id="change")
        self._now = now
        self._then: BackupRow | None = None

    def show(self, then: BackupRow | None) -> None:
        """Show what this backup would change."""
        self._then = then
        self.refresh()

    def compare(self, now: Holds | None) -> None:
        """Compare with another state of the book."""
        self._now = now
        self.refresh()

    def render(self) -> Content:
        """Draw a line for the book, one for the backup, one for where it stands."""
        then = self._then
        if then is None:
            return Content("")
        lines = [
            _("now: %(what)s") % {"what": _held(self._now) if self._now else _("the book cannot be read")},
            _("with this backup: %(what)s")
            % {"what": _held(Holds(then.accounts, then.calls, act_in_words(then.act), then.act_at))},
            f"{plain(then.name)}: {_known_of(then)}" if then.copies else plain(then.name),
        ]
        return Content("\n".join(clip(f" {line}", self.size.width) for line in lines))


def _known_of(row: BackupRow) -> str:
    """Say where a backup stands, and that its time is not to be relied on."""
    return ", ".join((places_in_words(row), *([_("clock set back since")] if row.set_back else [])))


def _held(holds: Holds) -> str:
    """Say what a book holds."""
    parts = [
        ngettext("%(n)s customer", "%(n)s customers", holds.accounts) % {"n": f"{holds.accounts:,}"},
        ngettext("%(n)s call", "%(n)s calls", holds.calls) % {"n": f"{holds.calls:,}"},
    ]
    if holds.act and holds.act_at:
        when = f"{holds.act_at:%Y-%m-%d %H:%M}"
        parts.append(_("last act %(act)s, %(when)s") % {"act": plain(holds.act), "when": when})
    return "  ".join(parts)
