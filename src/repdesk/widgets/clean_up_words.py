"""The words of the page where the book is cleaned up."""

from __future__ import annotations

from datetime import date

from repdesk import wording
from repdesk.desk.clean_up import Drive, Trouble
from repdesk.i18n import N_, _
from repdesk.widgets.plain import paragraph, plain

_TROUBLES: dict[Trouble, str] = {
    "no_number": N_("no number at all"),
    "all_bad": N_("only wrong numbers"),
    "unreadable": N_("no international form"),
    "some_bad": N_("some numbers wrong"),
    "do_not_call": N_("do not call"),
}
_WHAT_TO_DO: dict[Trouble, str] = {
    "no_number": N_("Find a number and put it on the card, or let the customer go: nobody can call without one."),
    "all_bad": N_("Every number was marked wrong: find another one, or mark one good again on the card."),
    "unreadable": N_("Read them again as numbers of a country, all in one act, or put them right on the card."),
    "some_bad": N_("Call the good number and ask for the right one; take the wrong one off the card."),
    "do_not_call": N_("Nothing to mend: it is lifted by the customer's own act alone, on the card."),
}


def trouble(name: Trouble) -> str:
    """Return what is wrong with numbers."""
    return _(_TROUBLES[name])


def what_to_do(name: Trouble) -> str:
    """Return what there is to do about it."""
    return _(_WHAT_TO_DO[name])


def drive_figures(drive: Drive, today: date) -> tuple[str, str, str]:
    """Return what stands behind the bar of a drive: how many of how many, the pace or how it stands, the day."""
    stands = drive.progress
    state = _("closed") if drive.closed else _("cannot be read") if drive.fault else wording.drive_state(stands.state)
    if stands.pace is not None and not (drive.closed or drive.fault):
        state = _("%(state)s, %(n)d a day") % {"state": state, "n": stands.pace}
    return f"{stands.done:,}/{stands.needed:,}", state, wording.day(drive.kept.due, today)


def drive_said(drive: Drive) -> list[str]:
    """Return what a drive is, and how it stands, in two lines."""
    kept = drive.kept
    facts = {
        "who": paragraph(kept.query) or _("the whole book"),
        "what": plain(wording.measure(kept.measure)),
        "share": kept.target,
    }
    lines = [_("%(who)s: %(what)s, %(share)d %%") % facts]
    return [*lines, plain(drive.fault) if drive.fault else wording.drive_progress(drive.progress)]
