"""What is printed for scripts has the keys that docs/scripts.md names, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .running import Shell

PAGE = Path(__file__).parents[2] / "docs" / "scripts.md"
KEY = re.compile(r"`(\w+)`")


def keys_of(command: str) -> set[str]:
    """Return the keys in the first column of what the page says of a command."""
    (said,) = [part for part in PAGE.read_text("utf-8").split("\n## ") if f"`repdesk {command}" in part.split("\n")[0]]
    return {key for line in said.splitlines() if line.startswith("| `") for key in KEY.findall(line.split("|")[1])}


@pytest.mark.parametrize(
    "words",
    [("plan",), ("level",), ("ladders",), ("answers", 1), ("work",), ("hours", "fri"), ("off", "fri")],
    ids=lambda words: words[0],
)
def test_the_page_names_every_key(words: tuple[str | int, ...], stocked: Shell) -> None:
    assert set(stocked.json(*words)) == keys_of(str(words[0]))
