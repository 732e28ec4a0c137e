"""Unexpected errors: one calm message, and a report that holds no customer's data."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from repdesk import __version__, paths
from repdesk.clock import Clock
from repdesk.damage import damaged, is_damage
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import create_folder
from repdesk.text import visible

_IN_NAMES = str.maketrans("", "", ":-.")


def report_crash(error: BaseException) -> Path | None:
    """Write the report of an error and return its place, None where it cannot be written.

    It holds types, files, lines and functions alone: a message or a local may hold a name or a number.
    """
    stamp = Clock().stamp()
    head = [f"repdesk {__version__}, Python {platform.python_version()}, {platform.system()}, {stamp}"]
    try:
        path = paths.log_dir() / f"crash-{stamp.translate(_IN_NAMES)}.txt"
        create_folder(path.parent)
        with suppress(OSError):
            path.parent.chmod(0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as report:
            report.write("\n".join([*head, *_lines(error)]) + "\n")
    except (OSError, RepdeskError):  # no place to write to, or none at all
        return None
    return path


def _lines(error: BaseException) -> Iterator[str]:
    """Yield the type of an error and of what led to it, with the frames they came through."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        for frame, line in traceback.walk_tb(cause.__traceback__):
            code = frame.f_code
            yield f"  {code.co_filename}:{line} {code.co_qualname}"
        cause = getattr(cause, "error", None) or cause.__cause__ or cause.__context__


def calm_message(error: BaseException, *, typing_kept: bool = True) -> str:
    """Report an error and return what to tell the rep: what is safe, and where the report lies.

    `typing_kept` says whether a line that was being typed is on the disk.
    """
    path = report_crash(error)
    typed = _("Every call you logged is saved. A line you were still typing is offered again.")
    if not typing_kept:
        typed = _("Every call you logged is saved. A line you were still typing could not be kept.")
    lines = [
        _("repdesk stopped: something went wrong that it did not expect."),
        typed,
        _("The report holds no customer data: %(path)s") % {"path": visible(str(path))}
        if path
        else _("The report could not be written."),
        _("Start repdesk again to go on."),
    ]
    if is_damage(error):  # nobody can say what of it is saved
        lines[:2], lines[-1:] = [_("repdesk stopped: a part of the book cannot be read.")], [damaged().line]
    return "\n".join(lines)
