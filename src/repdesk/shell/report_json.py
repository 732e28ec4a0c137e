"""A report as the JSON that scripts rely on (docs/report.md); money is minor units."""

from __future__ import annotations

from typing import Any

from repdesk.desk.report import DayReport, Line, Money, Part, Report
from repdesk.rules.report import LACKING


def report_json(found: Report) -> dict[str, Any]:
    """Return `repdesk report`."""
    return {
        "kind": found.period.kind,
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "until": found.until.isoformat() if found.done or found.until >= found.period.first else None,
        "working_days": found.works,
        "elapsed": found.done,
        "before": {
            "first": found.period.before.first.isoformat(),
            "last": found.period.before.last.isoformat(),
            "until": found.before_until.isoformat(),
        },
        "figures": {line.name: _line(line) for line in found.lines},
        "contracts": [_money(money) for money in found.money],
        "regrets": {
            "promises_missed": list(found.line("promises").now.ids),
            "priority_not_reached": list(found.line("priority").now.ids),
            "past_maximum": list(found.late),
            "ownership_lost": list(found.lost),
        },
        "coverage": _coverage(found),
        "days": [_day(day) for day in found.days],
        "minutes": found.minutes,
        "answers": [
            {"weekday": weekday, "hour": hour, "answered": answers.answered, "tried": answers.tried}
            for (weekday, hour), answers in sorted(found.answers.items())
        ],
        "imported_calls": found.imported,
    }


def _part(part: Part) -> dict[str, Any]:
    return {"made": part.made, "out_of": part.out_of, "target": part.target}


def _line(line: Line) -> dict[str, Any]:
    behind = "lacking" if line.name in LACKING else "accounts"
    return {**_part(line.now), "before": _part(line.before), "change": line.change, behind: list(line.now.ids)}


def _money(money: Money) -> dict[str, Any]:
    return {
        "state": money.name,
        "currency": money.currency or None,
        "contracts": money.contracts,
        "amount": money.amount,
        "without_amount": money.unknown,
    }


def _coverage(found: Report) -> dict[str, Any]:
    curves = found.curves
    reached = [*zip(curves.called, curves.reached, strict=True)]
    return {
        "cycle_start": found.cycle[0].isoformat(),
        "cycle_end": found.cycle[1].isoformat(),
        "base": curves.base,
        "called": curves.covered,
        "reached": curves.spoken,
        "behind": curves.behind,
        "needed_pace": found.coverage.needed_pace if found.coverage else None,
        "curve": [
            {
                "day": day.isoformat(),
                "called": reached[n][0] if n < len(reached) else None,
                "reached": reached[n][1] if n < len(reached) else None,
                "pace": curves.pace[n],
            }
            for n, day in enumerate(curves.days)
        ],
    }


def _day(day: DayReport) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "works": day.works,
        "quota": day.quota,
        "figures": {name: _part(part) for name, part in day.parts.items()} if day.come else None,
    }
