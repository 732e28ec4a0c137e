"""The command answers: when calls are answered, of the book and of one customer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from shutil import get_terminal_size
from typing import Any

from repdesk.desk.best_hours import CustomerHours, when_answered
from repdesk.desk.book import Book
from repdesk.rules.best_hours import Answers
from repdesk.shell.out import say, say_json
from repdesk.widgets.answer_chart import chart_lines, plain_lines
from repdesk.widgets.answer_words import chart_of, said_of


def answers(book: Book, args: Namespace) -> None:
    """Print the chart, and when one customer is best called."""
    shown = when_answered(book, args.account_id)
    if args.json:
        data = {"overall": _counted(shown.overall), "cells": _cells(shown.rates)}
        say_json(data | ({"customer": _customer(shown.customer)} if shown.customer is not None else {}))
        return
    for line in plain_lines(chart_lines(chart_of(shown), get_terminal_size().columns)):
        say(line)
    if shown.customer is not None:
        for line in (shown.customer.name, *said_of(shown)):
            say(line)


def _counted(calls: Answers) -> dict[str, int]:
    return {"answered": calls.answered, "tried": calls.tried}


def _cells(cells: Mapping[tuple[int, int], Answers]) -> list[dict[str, int]]:
    """Return the cells with their weekday, 0 for Monday, and their hour."""
    return [{"weekday": day, "hour": hour, **_counted(calls)} for (day, hour), calls in sorted(cells.items())]


def _customer(known: CustomerHours) -> dict[str, Any]:
    return {
        "id": known.account_id,
        "name": known.name,
        "window": [at.isoformat("minutes") for at in known.window] if known.window else None,
        "hours": [
            {"hour": one.hour, **_counted(one.own), "expected": round(one.expected, 4), "sure": round(one.sure, 4)}
            for one in known.hours
        ],
        "best": [
            {"from": one.start, "until": one.until, "answered": one.answered, "tried": one.tried} for one in known.best
        ],
    }
