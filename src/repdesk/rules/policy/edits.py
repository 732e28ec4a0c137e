"""Figures put into the text of a policy file, everything else in it left as the rep wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from repdesk.rules.policy.checks import as_toml

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(#.*)?")


def with_figures(text: str, figures: Mapping[str, Any]) -> str:
    """Return the text with figures ("day.quota") set: where they stood, else under their table, else at the end.

    A comment behind a figure stays. What is written in another way (dotted keys, a table in one line) is not found:
    whoever takes the text reads it back.
    """
    lines = text.splitlines()
    for where, value in figures.items():
        table, _dot, key = where.partition(".")
        _set(lines, table, key, as_toml(value))
    return "\n".join(lines) + "\n"


def _set(lines: list[str], table: str, key: str, value: str) -> None:
    start = next((at for at, line in enumerate(lines) if _table_of(line) == table), None)
    if start is None:
        lines += ([""] if lines and lines[-1].strip() else []) + [f"[{table}]", f"{key} = {value}"]
        return
    end = next((at for at in range(start + 1, len(lines)) if _table_of(lines[at]) is not None), len(lines))
    figure = re.compile(rf"(\s*{re.escape(key)}\s*=\s*)([^#]*?)(\s*#.*)?")
    for at in range(start + 1, end):
        if (found := figure.fullmatch(lines[at])) is not None:
            last = at
            while "[" in found.group(2) and "]" not in "".join(lines[at : last + 1]) and last + 1 < end:
                last += 1
            lines[at : last + 1] = [f"{found.group(1)}{value}{found.group(3) or ''}"]
            return
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    lines.insert(end, f"{key} = {value}")


def _table_of(line: str) -> str | None:
    found = _TABLE.fullmatch(line)
    return found.group(1).strip() if found else None
