"""What a word of the command line may be, and how it is read."""

from __future__ import annotations

import argparse
from datetime import datetime

from repdesk.i18n import _
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import Outcome

_LARGEST = 2**62
_FARTHEST = 260  # working days: about a year
_YEARS = (1990, 2500)


def moment(text: str) -> datetime:
    """Read the time it is said to be."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise argparse.ArgumentTypeError(_("--now takes an ISO date and time, such as 2026-11-23T09:00"))
    return moment


def outcome(text: str) -> Outcome:
    """Read an outcome by its key or its code."""
    for outcome, spec in OUTCOMES.items():
        if text in (spec.key, outcome.value):
            return outcome
    raise argparse.ArgumentTypeError(
        _("unknown outcome; one of: %(all)s") % {"all": ", ".join(f"{s.key} {o.value}" for o, s in OUTCOMES.items())}
    )


def positive(text: str) -> int:
    """Read a number above 0."""
    if not text.isdecimal() or not 0 < int(text) < _LARGEST:
        raise argparse.ArgumentTypeError(_("not a number above 0: %(text)s") % {"text": text})
    return int(text)


def horizon(text: str) -> int:
    """Read how many days ahead one looks: about a year at the most."""
    if not text.isdecimal() or not 0 < int(text) <= _FARTHEST:
        told = {"most": _FARTHEST, "text": text}
        raise argparse.ArgumentTypeError(_("not a number from 1 to %(most)d: %(text)s") % told)
    return int(text)


def path(text: str) -> str:
    """Read a path."""
    if not text:
        raise argparse.ArgumentTypeError(_("the path is empty"))
    return text


def named_value(text: str) -> tuple[str, str]:
    """Read FIELD=VALUE."""
    name, sign, value = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(_("not a field and its value: %(text)s") % {"text": text})
    return name.strip(), value.strip()
