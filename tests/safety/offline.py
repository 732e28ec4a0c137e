"""Sees to it that no socket to a network is opened: installed once in a process, it cannot be taken out again."""

from __future__ import annotations

import socket
import sys

FORBIDDEN = {socket.AF_INET, socket.AF_INET6}
opened: list[str] = []
"""What was tried, for those who ask afterwards."""


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in FORBIDDEN:
        opened.append(f"a socket of family {arguments[1]}")
        raise PermissionError("repdesk works offline: no socket to a network is opened")
    if event == "socket.getaddrinfo":
        opened.append("a name was looked up")
        raise PermissionError("repdesk works offline: no name is looked up")


def watch() -> None:
    """Refuse, from now on, every socket of the internet families and every look-up of a name in this process."""
    sys.addaudithook(_look)
