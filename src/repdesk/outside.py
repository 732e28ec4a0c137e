"""What reaches the rep outside the screen: the terminal's bell, and a note on the desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from html import escape
from typing import Literal

from repdesk.text import visible

Way = Literal["osc9", "osc777", "notify-send", "tmux", ""]
_TITLE = "repdesk"
_LONGEST = 120
_PATIENCE = 2.0  # seconds that a program beside may take
_READS_777 = ("ghostty", "wezterm", "foot", "rxvt", "konsole", "contour")
_READS_9 = ("iterm", "kitty", "warp", "mintty", "vscode")
_READS_NONE = ("", "dumb", "unknown", "linux")
_TMUX_ASKED = "#{allow-passthrough} #{client_termname} #{client_termtype}"


def way_to_desktop(environment: Mapping[str, str]) -> Way:
    """Return how a note gets to the desktop from here: by the terminal, by notify-send, by what tmux tells, or not.

    A terminal known to read one of the two sequences is sent it; where none is known and there is a desktop beside,
    notify-send; else the more widespread sequence, which a terminal that knows it not passes over.
    """
    if environment.get("TMUX"):
        return "tmux"
    names = " ".join(environment.get(name, "") for name in ("TERM_PROGRAM", "LC_TERMINAL", "TERM")).lower()
    known = _sequence_for(names)
    if known:
        return known
    if _has_desktop(environment):
        return "notify-send"
    kind = environment.get("TERM", "")
    return "" if kind in _READS_NONE or kind.startswith("screen") else "osc9"


def _sequence_for(names: str) -> Literal["osc9", "osc777", ""]:
    if any(name in names for name in _READS_777):
        return "osc777"
    return "osc9" if any(name in names for name in _READS_9) else ""


def _has_desktop(environment: Mapping[str, str]) -> bool:
    shown = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY")
    return bool(shown) and shutil.which("notify-send") is not None


def sequence(way: Literal["osc9", "osc777"], text: str) -> str:
    """Return what a terminal makes a note of; nothing in `text` can end it, or begin another."""
    said = visible(text)[:_LONGEST].replace(";", ",")
    return f"\x1b]777;notify;{_TITLE};{said}\x07" if way == "osc777" else f"\x1b]9;{_TITLE}: {said}\x07"


def through_tmux(text: str) -> str:
    """Return a sequence as tmux passes it on to the terminal it runs in."""
    return "\x1bPtmux;" + text.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def tell_desktop(text: str, write: Callable[[str], None]) -> None:
    """Put a note on the desktop, by whatever leads there; `write` takes what is for the terminal.

    It may start a program and wait for it, so it is called in a thread. Where nothing leads there, nothing is done.
    """
    way = way_to_desktop(os.environ)
    if way in ("osc9", "osc777"):
        write(sequence(way, text))
    elif way == "tmux":
        pane = ("-t", os.environ["TMUX_PANE"]) if os.environ.get("TMUX_PANE") else ()
        allowed, _space, names = _run("tmux", "display-message", "-p", *pane, _TMUX_ASKED).strip().partition(" ")
        if allowed in ("1", "on", "all"):
            write(through_tmux(sequence(_sequence_for(names.lower()) or "osc9", text)))
        elif _has_desktop(os.environ):
            _send(text)
    elif way == "notify-send":
        _send(text)


def _send(text: str) -> None:
    """Hand a note to the desktop's own program, which reads markup in it."""
    _run("notify-send", f"--app-name={_TITLE}", "--", _TITLE, escape(visible(text)[:_LONGEST]))


def _run(*command: str) -> str:
    """Return what a program prints, empty where it is not there, fails or takes too long."""
    path = shutil.which(command[0])
    if path is None:
        return ""
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            [path, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
        return done.stdout
    return ""
