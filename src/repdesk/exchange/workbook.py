"""Workbooks (XLSX, XLS, XLSB, ODS) as rows of text, read by a process of its own that may be ended at any time."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from repdesk.errors import RepdeskError
from repdesk.exchange.heading_row import WITHIN, Row, find_headings, known_in
from repdesk.exchange.limits import COLUMNS, ROWS, UNPACKED, too_many_bytes, too_many_columns, too_many_rows
from repdesk.i18n import _
from repdesk.progress import Progress, Stopped, StoppedError, never, silent
from repdesk.text import visible

MEMORY = 512 << 20
"""Bytes the reading process may hold, where the system can limit it (Linux); elsewhere time and sizes are limited."""
RATIO = 200
"""How many times larger than packed a part of a workbook may be."""
SECONDS = 120
_LOOK_EVERY = 0.1  # seconds
_PROGRAM = Path(__file__).with_name("workbook_child.py")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its rows, from the very first one on; `sheets` are the names of all that hold anything."""

    name: str
    rows: list[Row]
    sheets: tuple[str, ...]


def read_sheet(path: Path, name: str | None = None, progress: Progress = silent, stopped: Stopped = never) -> Sheet:
    """Read the sheet of that name, else the one whose headings name most fields, one that is shown before a hidden one.

    RepdeskError where the file is no workbook, is damaged, too large, empty, has a password, takes too long, or no
    sheet of that name holds anything; StoppedError where it was given up.
    """
    if path.stat().st_size > UNPACKED:
        raise too_many_bytes()
    with _told(path, name, stopped) as told:
        best, rows, sheets = _best_sheet(told, progress)
    if not sheets:
        raise RepdeskError(_("The workbook is empty."))
    if best is None:
        raise RepdeskError(
            _("There is no such sheet, or nothing in it."),
            visible(name or ""),
            _("The workbook has: %(sheets)s") % {"sheets": visible(", ".join(sheets))},
        )
    return Sheet(best, rows, sheets)


def _best_sheet(told: Iterator[bytes], progress: Progress) -> tuple[str | None, list[Row], tuple[str, ...]]:
    """Return the name and rows of the sheet to read, and the names of all; rows of a lesser one are passed over."""
    hidden = frozenset(json.loads(next(told))["hidden"])
    names: list[str] = []
    best: str | None = None
    rows: list[Row] = []
    most, total = (False, False, -1), 0
    for line in told:
        if line.startswith(b"{"):
            head = json.loads(line)
            names.append(head["sheet"])
            first = list(map(tuple, head.get("first", ())))
            rank = _rank(first, shown=names[-1] not in hidden)
            if first and rank > most:
                best, rows, most, total = names[-1], first, rank, head["rows"]
        elif names[-1] == best:
            rows += map(tuple, json.loads(line))
            progress(len(rows), total)
    return best, rows, tuple(names)


def _rank(first: list[Row], *, shown: bool) -> tuple[bool, bool, int]:
    """Return how likely a sheet is the one to read: it has known headings, is shown, and names many fields."""
    headings = find_headings(first)
    known = known_in(headings.texts) if headings is not None else 0
    return known > 0, shown, known


@contextmanager
def _told(path: Path, name: str | None, stopped: Stopped) -> Iterator[Iterator[bytes]]:
    """Start the reading process and yield what it tells, line by line; it never outlasts this."""
    library = find_spec("python_calamine")
    order = {
        "library": str(Path(library.origin).parents[1]) if library and library.origin else "",
        "sheet": name,
        "first": WITHIN,
        "memory": MEMORY,
        "unpacked": UNPACKED,
        "ratio": RATIO,
        "rows": ROWS,
        "columns": COLUMNS,
    }
    with (
        path.open("rb") as file,
        subprocess.Popen(
            [sys.executable, "-I", str(_PROGRAM), json.dumps(order)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_flags(),
        ) as child,
    ):
        watch = _Watch(child, stopped)
        try:
            yield _lines(child, watch)
        finally:
            watch.end()


def _flags() -> int:
    """Return what a new process is told on Windows, where it would open a window of its own."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


class _Watch:
    """Ends the reading process once it was given up or takes too long."""

    def __init__(self, child: subprocess.Popen[bytes], stopped: Stopped) -> None:
        self._child = child
        self._stopped = stopped
        self._ended = threading.Event()
        self.why: RepdeskError | None = None
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        for _look in range(int(SECONDS / _LOOK_EVERY)):
            if self._ended.wait(_LOOK_EVERY):
                return
            if self._stopped():
                self.why = StoppedError()
                break
        else:
            self.why = RepdeskError(
                _("The workbook takes too long to read."), hint=_("Open it in a spreadsheet and save it as CSV.")
            )
        self._child.kill()

    def end(self) -> None:
        """End the process whatever it does; nothing of it is left."""
        self._ended.set()
        self._thread.join()
        self._child.kill()


def _lines(child: subprocess.Popen[bytes], watch: _Watch) -> Iterator[bytes]:
    """Yield the lines of the process up to the one that says it was all; RepdeskError where that never comes."""
    for line in child.stdout or ():
        if line.startswith(b'{"refused"'):
            raise _refused(json.loads(line))
        if line == b'{"end":true}\n':
            return
        if line.endswith(b"\n"):  # else it was ended amid a line
            yield line
    code = child.wait()
    raise watch.why or _refused({"refused": "memory" if code < 0 else "damaged"})


def _refused(why: dict[str, Any]) -> RepdeskError:
    """Return in plain words why the process did not read the workbook."""
    match why["refused"]:
        case "password":
            return RepdeskError(_("The workbook has a password."), hint=_("Save it without one and import that file."))
        case "unpacked":
            return too_many_bytes()
        case "rows":
            return too_many_rows()
        case "columns":
            return too_many_columns(why["row"])
        case "memory":
            return RepdeskError(
                _("The workbook is too large."),
                _("It takes more than %(limit)d MB of memory to read.") % {"limit": MEMORY >> 20},
                _("Open it in a spreadsheet and save it as CSV."),
            )
        case "ratio" | "lies":
            return RepdeskError(
                _("The workbook is not opened."),
                _("It is packed in a way that no spreadsheet packs."),
                _("Open it in a spreadsheet and save it as XLSX or CSV."),
            )
        case _:
            return RepdeskError(
                _("This is no workbook, or it is damaged."),
                hint=_("Open it in a spreadsheet and save it as XLSX or CSV."),
            )
