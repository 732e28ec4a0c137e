"""Lines of a vCard or a calendar: escaped, and folded where they are long (RFC 6350, RFC 5545, RFC 2426)."""

from __future__ import annotations

from repdesk.exchange.writing.harmless import fitting

_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def escaped(text: str) -> str:
    """Return a text value as a line holds it."""
    return fitting(text).translate(_ESCAPES)


def folded(line: str) -> str:
    """Return a content line with its end, cut into lines of at most 75 octets, never within a sign."""
    if len(line) * 4 <= _OCTETS or len(line.encode()) <= _OCTETS:
        return f"{line}\r\n"
    parts, room, part = [], _OCTETS, ""
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append(part)
            part, room = "", _OCTETS - 1  # the blank that goes before
        part += sign
        room -= size
    return "\r\n ".join([*parts, part]) + "\r\n"
