"""What was tried is taken: days off by an act of the rep, figures written into policy.toml once that is agreed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.i18n import _, ngettext
from repdesk.rules.what_if import NOTHING, Trial
from repdesk.screens.acts import Done
from repdesk.screens.pick import PickScreen

if TYPE_CHECKING:
    from repdesk.screens.what_if import WhatIfScreen


def take(screen: WhatIfScreen) -> None:
    """Ask which of it is taken; days off alone are taken at once, for undo takes them back."""
    trial = screen.trial
    if trial == NOTHING:
        screen.notice.say(_("Nothing is tried yet."))
    elif not screen.may_write():
        return
    elif not trial.figures:
        _take_days_off(screen)
    else:
        _ask(screen, trial)


def _ask(screen: WhatIfScreen, trial: Trial) -> None:
    from repdesk.desk.what_if.trials_writing import figures_in_words

    write = _("write into policy.toml: %(figures)s") % {"figures": figures_in_words(trial)}
    lines = (
        [write, _("leave it")] if not trial.off else [_days_off(screen.book, trial), write, _("both"), _("leave it")]
    )

    def picked(at: int | None) -> None:
        if at is None or at == len(lines) - 1:
            return
        if trial.off and at != 1 and not _take_days_off(screen):
            return
        if not trial.off or at != 0:
            _write(screen)

    screen.app.push_screen(PickScreen(_("What is to be taken?"), lines), picked)


def _days_off(book: Book, trial: Trial) -> str:
    today = book.clock.today()
    days = [wording.day(day, today) for day in sorted(trial.off)]
    if len(days) <= 2:
        return _("enter the days off: %(days)s") % {"days": ", ".join(days)}
    facts = {"n": len(days), "first": days[0], "last": days[-1]}
    return _("enter %(n)d days off, %(first)s to %(last)s") % facts


def _take_days_off(screen: WhatIfScreen) -> bool:
    trial = screen.trial

    def enter() -> Done | None:
        from repdesk.desk.what_if.trials_writing import take_days_off

        if take_days_off(screen.book, trial) is None:
            return None
        n = len(trial.off)
        return Done(frozenset(), ngettext("%(n)d day off is entered", "%(n)d days off are entered", n) % {"n": n})

    if screen.calmly(enter) is None:
        return False
    screen.leave_trying(replace(trial, off=frozenset()))
    return True


def _write(screen: WhatIfScreen) -> None:
    from repdesk.desk.what_if.trials_writing import write_figures
    from repdesk.errors import RepdeskError

    trial = screen.trial
    try:
        before = write_figures(screen.book, trial)
    except RepdeskError as error:
        screen.notice.refuse(error)
        return
    screen.leave_trying(Trial(off=trial.off))
    screen.everything_changed()
    said = _("The figures are in policy.toml and count from now on; today's list stays as it was made.")
    kept = _("As it was: %(path)s") % {"path": before} if before is not None else ""
    screen.notice.say(said, kept)
