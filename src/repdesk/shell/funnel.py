"""The command funnel: how many stand where, and what they are worth."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import chain

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.funnel import Bar, FunnelView, funnel_view
from repdesk.i18n import _
from repdesk.shell import as_json
from repdesk.shell.out import say, say_json, say_table
from repdesk.widgets.bar_text import bar
from repdesk.widgets.funnel_words import beside_mix, figures, headings
from repdesk.widgets.plain import cells, fit, right

_WIDTH = 24  # cells of the longest bar


def funnel(book: Book, args: Namespace) -> None:
    """Print the funnel, the mix of grades and where the contracts stand."""
    shown = funnel_view(book)
    if args.json:
        say_json(as_json.funnel(shown))
        return
    if not shown.book.accounts:
        say(_("There is nobody in the book yet."))
        return
    parts: list[list[tuple[str, Bar, str]]] = [
        [(f"{n} {wording.stage(n)}", one, "") for n, one in enumerate(shown.stages)] + [(_("all"), shown.book, "")],
        [(f"{one.grade} {wording.grade(one.grade)}", one.bar, beside_mix(one)) for one in shown.mix],
        [(wording.contract_status(status), one, "") for status, one in shown.contracts.items()],
    ]
    say_table(_rows(parts, shown), widest=60)
    if shown.note:
        say(shown.note)


def _rows(parts: list[list[tuple[str, Bar, str]]], shown: FunnelView) -> Iterator[tuple[str, ...]]:
    """Yield the lines with figures under each other, a blank line between the parts; all bars are of the whole book."""
    head = ("", "", *headings(shown.currency))
    told = [
        [
            (name, bar(one.accounts, shown.book.accounts, _WIDTH), *figures(one, shown.currency))
            for name, one, _s in part
        ]
        for part in parts
    ]
    widths = [max(cells(row[at]) for row in (head, *chain(*told))) for at in range(len(head))]

    def aligned(row: Sequence[str], said: str) -> tuple[str, ...]:
        texts = [fit(text, width) for text, width in zip(row[:2], widths[:2], strict=True)]
        return (*texts, *(right(text, width) for text, width in zip(row[2:], widths[2:], strict=True)), said)

    yield aligned(head, "")
    for rows, part in zip(told, parts, strict=True):
        for row, (_name, _bar, said) in zip(rows, part, strict=True):
            yield aligned(row, said)
        if part is not parts[-1]:
            yield aligned([""] * len(head), "")
