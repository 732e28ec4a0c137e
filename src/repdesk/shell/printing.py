"""The command that puts today's list on paper: a page for a browser, or plain text to send on to a printer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from rich.cells import cell_len, chop_cells

from repdesk import paths
from repdesk.desk.book import Book
from repdesk.desk.taking_out.printing import Call, call_sheet, print_page
from repdesk.i18n import _
from repdesk.shell.out import say, say_json

_WIDTH = 78  # cells: what any printer takes
_INDENT = "        "
_LINE = _INDENT + "_" * (_WIDTH - len(_INDENT))


def print_today(book: Book, args: Namespace) -> None:
    """Write today's list as a page, or without a file print it as text."""
    if args.file is not None:
        path = paths.typed(args.file)
        count = print_page(call_sheet(book), path)
        if args.json:
            say_json({"path": str(path), "calls": count})
        else:
            line = _("%(n)d calls are in %(path)s: open it in a browser and print it; it is unprotected.")
            say(line % {"n": count, "path": path})
        return
    sheet = call_sheet(book)
    if args.json:
        say_json({"title": sheet.title, "calls": [asdict(call) for call in sheet.calls]})
        return
    say(f"{sheet.title}   {sheet.said}")
    for call in sheet.calls:
        say("")
        for line in _lines(call):
            say(line)


def _lines(call: Call) -> Iterator[str]:
    mark = "x" if call.done else " "
    who = "  ".join(filter(None, (call.name, call.person)))
    yield from _wrapped(f"{call.rank:>3} [{mark}] {call.grade}  {who}")
    for words in ("   ".join(call.numbers), f"{call.stage}   {call.why}", call.last):
        if words.strip():
            yield from _wrapped(_INDENT + " ".join(words.split()) if words == call.last else _INDENT + words)
    yield _LINE


def _wrapped(text: str) -> Iterator[str]:
    """Yield `text` as lines of so many cells, those after the first indented."""
    if cell_len(text) <= _WIDTH:
        yield text
        return
    first, *_rest = chop_cells(text, _WIDTH)
    cut = first.rfind(" ")
    cut = cut if cut > len(_INDENT) else len(first)
    yield text[:cut]
    yield from _wrapped(_INDENT + text[cut:].lstrip())
