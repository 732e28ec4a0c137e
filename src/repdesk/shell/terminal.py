"""What kind of terminal this is: its size, colours, encoding, and how wide it draws the signs that may be either."""

from __future__ import annotations

import os
import re
import select
import shutil
import sys
import time
from collections.abc import Iterator

from repdesk.desk.doctor import Finding
from repdesk.i18n import _
from repdesk.text import visible

_LEAST = (80, 24)
_PATIENCE = 0.3  # seconds that a terminal may take to say where its cursor stands
_AMBIGUOUS = "\u2460"


def look_at_terminal() -> Iterator[Finding]:
    """Tell of the terminal what decides how the screens look on it."""
    on_tty = sys.stdin.isatty() and sys.stdout.isatty()
    if not on_tty:
        yield Finding("terminal", "ok", _("Input or output is no terminal here; the app needs one."))
    columns, lines = shutil.get_terminal_size()
    kind, deep = _named("TERM") or "-", _named("COLORTERM") or "-"
    said = {"columns": columns, "lines": lines, "term": kind, "deep": deep}
    enough = not on_tty or (columns >= _LEAST[0] and lines >= _LEAST[1])
    text = _("%(columns)d columns, %(lines)d lines, TERM %(term)s, COLORTERM %(deep)s")
    yield Finding("terminal", "ok" if enough else "look", text % said)
    if not enough:
        least = {"columns": _LEAST[0], "lines": _LEAST[1]}
        yield Finding("terminal", "look", _("The app needs %(columns)d columns and %(lines)d lines.") % least)
    if on_tty and kind in ("-", "dumb", "unknown"):
        yield Finding("terminal", "look", _("This kind of terminal cannot show the app: look at TERM."))
    within = [name for name, sign in _WITHIN.items() if os.environ.get(sign)]
    if within:
        yield Finding("within", "ok", _("inside %(names)s") % {"names": ", ".join(within)})
    wide = ambiguous_cells() if on_tty else None
    if wide is not None:
        text = _("signs of either width take %(n)d cells; repdesk draws with none of them")
        yield Finding("width", "ok", text % {"n": wide})


_WITHIN = {
    "tmux": "TMUX",
    "screen": "STY",
    "ssh": "SSH_CONNECTION",
    "mosh": "MOSH_CONNECTION",
    "WSL": "WSL_DISTRO_NAME",
}


def _named(variable: str) -> str:
    return visible(os.environ.get(variable, "")[:40])


def ambiguous_cells() -> int | None:
    """Ask the terminal how wide it draws an ambiguous sign; None where it does not answer."""
    if sys.platform == "win32":
        return None
    import termios
    import tty

    handle = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(handle)
    except termios.error:
        return None
    try:
        tty.setcbreak(handle, termios.TCSANOW)
        sys.stdout.write(f"\r{_AMBIGUOUS}\x1b[6n")
        sys.stdout.flush()
        answer = _answer(handle)
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)
        sys.stdout.write("\r  \r")
        sys.stdout.flush()
    found = re.search(rb"\x1b\[\d+;(\d+)R", answer)
    return int(found[1]) - 1 if found else None


def _answer(handle: int) -> bytes:
    """Read until the terminal has said where its cursor stands, or is taking too long."""
    read, until = b"", time.monotonic() + _PATIENCE
    while not read.endswith(b"R") and (left := until - time.monotonic()) > 0:
        if not select.select([handle], [], [], left)[0]:
            break
        read += os.read(handle, 32)
    return read
