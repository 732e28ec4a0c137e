"""A look at a file whose headings nobody knows: by the row that looks most like them, so that they can be mapped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from repdesk.desk.book import Book
from repdesk.desk.importing import look
from repdesk.desk.importing.choices import Choices
from repdesk.desk.importing.looked import Looked
from repdesk.exchange.heading_row import NoHeadingsError
from repdesk.progress import Progress, Stopped, never, silent


def look_somehow(
    path: Path,
    book: Book | None,
    choices: Choices,
    *,
    now: datetime,
    progress: Progress = silent,
    stopped: Stopped = never,
) -> Looked:
    """Look at a file as `look` does; where no heading is known, the fullest of the first rows is taken for them."""
    try:
        return look(path, book, choices, now=now, progress=progress, stopped=stopped)
    except NoHeadingsError as error:
        chosen = replace(choices, reading=replace(choices.reading, heading_row=error.likely))
        return look(path, book, chosen, now=now, progress=progress, stopped=stopped)
