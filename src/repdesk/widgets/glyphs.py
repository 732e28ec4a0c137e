"""The few signs the screens draw with: one cell each, with an ASCII set for terminals that draw them wider."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One sign a meaning; colour only ever repeats what a sign says."""

    cursor: str = "▸"
    tick: str = "✓"
    again: str = "↻"
    full: str = "●"
    empty: str = "○"
    star: str = "★"
    phone: str = "☎"
    done: str = "━"
    left: str = "─"
    side: str = "│"
    rule: str = "─"
    more: str = "…"
    prompt: str = "›"
    bad: str = "✗"
    to: str = "→"
    up: str = "▴"
    down: str = "▾"
    marked: str = "+"
    block: str = "█"
    half: str = "▌"
    heat: str = "⡀⣀⣤⣶⣿"
    """Five signs, from little to a full day."""
    curve: str = ""
    """The signs of a curve, of what lies under another one, and of a pace; drawn in dots where there are none."""


ASCII = Glyphs(
    cursor=">",
    tick="v",
    again="~",
    full="*",
    empty=".",
    star="!",
    phone="#",
    done="=",
    left="-",
    side="|",
    rule="-",
    more="~",
    prompt=">",
    bad="x",
    to=">",
    up="^",
    down="v",
    block="#",
    half="-",
    heat=".:=#@",
    curve="*:.",
)


def glyphs() -> Glyphs:
    """Return the signs to draw with: ASCII where REPDESK_ASCII is set, for terminals that draw `●` two cells wide."""
    return ASCII if os.environ.get("REPDESK_ASCII") else Glyphs()
