"""The vocabulary of books, from `words.toml`: headings, stages, intents, sources, units and currencies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from repdesk.exchange.plain import plain

_FILE = Path(__file__).with_name("words.toml")


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a table of the file as it stands there."""
    content: Mapping[str, Mapping[str, Any]] = _tables()
    return content[name]


@cache
def meanings(name: str) -> Mapping[str, str]:
    """Return which key of a table each of its words stands for, the key itself among them, all as `plain` text."""
    found: dict[str, str] = {}
    for key, words in table(name).items():
        for word in (key, *words):
            other = found.setdefault(plain(word), key)
            if other != key:
                raise ValueError(f"{word!r} stands for both {other} and {key} in [{name}]")
    return found


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    """Read the file."""
    return tomllib.loads(_FILE.read_text("utf-8"))
