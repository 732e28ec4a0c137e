"""The command whatif: the days ahead as it is, and with other figures; nothing is saved."""

from __future__ import annotations

from argparse import Namespace
from itertools import chain
from typing import Any

from repdesk.desk.book import Book
from repdesk.desk.what_if import NOTHING, Count, CycleAhead, DayAhead, Fates, Outlook, Trial, WhatIf, names_of
from repdesk.desk.what_if.trials import DIALS, set_dial
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.slowly import progress_bar
from repdesk.text import visible
from repdesk.widgets import what_if_words as words
from repdesk.wording import what_if as wording

_NAMED = 5
"""Customers named of a kind where they are read by a person."""


def what_if(book: Book, args: Namespace) -> None:
    """Print what the days ahead come to, as it is and with what is tried."""
    trial = _trial(book, args)
    tried = WhatIf(book, args.days)
    with progress_bar(_("running through the days")) as heard:
        was = tried.outlook(heard=heard)
        now = was if trial == NOTHING else tried.outlook(trial, heard)
    if args.json:
        say_json(_whole(book, tried, trial, was, now))
        return
    say(words.span(tried, now))
    rows = [(line.label, line.was, line.now) for line in words.lines(tried, trial, was, now)]
    say_table([("", _("as it is"), _("what if")), *rows])
    for kind, title in words.KINDS.items():
        found = words.fates(now, kind)
        names = names_of(book, found.ids[:_NAMED])
        for fate in found.who[:_NAMED]:
            say(f"{_(title)}: {words.fate_line(names[fate.account_id], fate, now.courses, tried.day)}")


def _trial(book: Book, args: Namespace) -> Trial:
    """Return what the options try; RepdeskError where one cannot be read."""
    typed = [
        ("quota", args.quota),
        ("off", ",".join(args.off)),
        ("target", args.target),
        *chain.from_iterable(args.cadence),
    ]
    dials = {str(dial): dial for dial in DIALS}
    trial = NOTHING
    for name, text in typed:
        if name not in dials:
            raise RepdeskError(
                _("Nobody is called by the cadence %(name)s") % {"name": visible(name)},
                hint=_("There are: %(all)s.") % {"all": "a, b, c, customer, core"},
            )
        if text:
            trial = set_dial(book, trial, dials[name], text)
    return trial


def _whole(book: Book, tried: WhatIf, trial: Trial, was: Outlook, now: Outlook) -> dict[str, Any]:
    """Return all of it, as docs/what-if.md describes it."""
    names = names_of(
        book, {number for one in (was, now) for kind in words.KINDS for number in words.fates(one, kind).ids}
    )
    return {
        "first": tried.first.isoformat(),
        "last": tried.last.isoformat(),
        "courses": now.courses,
        "assumed": {
            "answered": round(tried.odds.answered, 4),
            "effective": round(tried.odds.effective, 4),
            "calls": tried.odds.calls,
            "from": "book" if tried.odds.calls else "policy",
        },
        "tried": {
            "quota": trial.quota,
            "off": [day.isoformat() for day in sorted(trial.off)],
            "cadence": {name: list(both) for name, both in trial.cadence},
            "target": trial.target,
        },
        "as_it_is": _outlook(was, names),
        "what_if": _outlook(now, names),
    }


def _outlook(one: Outlook, names: dict[int, str]) -> dict[str, Any]:
    return {
        "quota": one.quota,
        "target": one.target,
        "needed_pace": one.needed_pace,
        "reachable_percent": one.reachable_percent,
        "cycles": [_cycle(cycle) for cycle in one.cycles],
        "late_now": len(one.late_now),
        "late_at_end": _count(one.left_late.count),
        **{kind: _fates(words.fates(one, kind), names) for kind in words.KINDS},
        "days": [_day(day) for day in one.days],
    }


def _count(found: Count) -> dict[str, int]:
    return {"middle": found.middle, "least": found.least, "most": found.most}


def _cycle(cycle: CycleAhead) -> dict[str, Any]:
    return {
        "start": cycle.start.isoformat(),
        "through": cycle.through.isoformat(),
        "whole": cycle.whole,
        "covered_on": cycle.covered_on.isoformat() if cycle.covered_on else None,
        "coverage_percent": _count(cycle.coverage),
        "reach_percent": _count(cycle.reach),
        "callable": cycle.callable,
        "planned_later": cycle.planned_later,
        "called": cycle.called,
    }


def _fates(found: Fates, names: dict[int, str]) -> dict[str, Any]:
    return {
        "count": _count(found.count),
        "accounts": [
            {
                "account_id": fate.account_id,
                "name": names[fate.account_id],
                "day": fate.day.isoformat(),
                "courses": fate.courses,
                "code": fate.reason.code,
                "text": wording.fate(fate.reason),
            }
            for fate in found.who
        ],
    }


def _day(day: DayAhead) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "quota": day.quota,
        "calls": day.calls,
        "promised": day.promised,
        "left_over": day.carried,
        "covered_percent": day.covered_percent,
        "reached_percent": day.reached_percent,
    }
