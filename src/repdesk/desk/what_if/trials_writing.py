"""What was tried, taken: days off entered in the book, figures written into the policy's file."""

from __future__ import annotations

from pathlib import Path

from repdesk import paths, private
from repdesk.desk.book import Book
from repdesk.desk.policy_file import load_policy
from repdesk.desk.settings import set_days_off
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.policy.checks import BadPolicy, as_toml
from repdesk.rules.policy.edits import with_figures
from repdesk.rules.policy.text import read_policy
from repdesk.rules.what_if import Trial
from repdesk.store.change import Change


def take_days_off(book: Book, trial: Trial) -> Change | None:
    """Enter the days off that are tried, in one act."""
    return set_days_off(book, trial.off)


def figures_in_words(trial: Trial) -> str:
    """Return the figures that are tried as a policy file has them: day.quota = 45, cadence.a = [2, 4]."""
    return ", ".join(f"{name} = {as_toml(value)}" for name, value in trial.figures.items())


def write_figures(book: Book, trial: Trial) -> Path | None:
    """Write the figures that are tried into policy.toml, all else in it left alone; the book goes by them at once.

    Return where the file as it was is kept, None where there was none. RepdeskError, nothing written, where the file
    cannot be read or written, or is written in a way that figures cannot be put into it.
    """
    path = paths.policy_path()
    wanted = trial.policy_of(load_policy(path))
    path = path.resolve()  # the file itself, where its name is a link
    try:
        text = path.read_text("utf-8") if path.exists() else ""
        changed = with_figures(text, trial.figures)
        if not _holds(changed, wanted):
            raise RepdeskError(
                _("policy.toml is written in a way that figures cannot be put into it"),
                hint=_("Put them in by hand: %(figures)s.") % {"figures": figures_in_words(trial)},
            )
        before = path.with_name(f"{path.name}.before") if text else None
        if before is not None:
            private.write_text(before, text)
        private.write_text(path, changed)
    except OSError as error:
        raise RepdeskError(_("policy.toml cannot be written"), error.strerror or "") from None
    book.follow_policy()
    return before


def _holds(text: str, wanted: object) -> bool:
    try:
        return read_policy(text) == wanted
    except BadPolicy:
        return False
