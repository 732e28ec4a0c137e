"""Measures repdesk and prints one table: `python -m bench [--markdown] [screens|places|lists …]`."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench import ahead, best_hours, dates, duplicates, durable, edits, imports, lists, places, screens, search, what_if
from bench.books import Shelf
from bench.table import lines

PARTS = {
    "screens": screens,
    "places": places,
    "lists": lists,
    "search": search,
    "duplicates": duplicates,
    "edits": edits,
    "best_hours": best_hours,
    "ahead": ahead,
    "dates": dates,
    "what_if": what_if,
    "durable": durable,
    "imports": imports,
}


def main() -> None:
    """Run the parts asked for, all where none is named."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="part", help=", ".join(PARTS))
    parser.add_argument("--markdown", action="store_true", help="a table for docs/performance.md")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="repdesk-bench-") as folder:
        shelf = Shelf(Path(folder))
        found = [figure for name in chosen.parts or PARTS for figure in PARTS[name].figures(shelf)]
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, Textual {version('textual')}\n")
    print("\n".join(lines(found, markdown=chosen.markdown)))


if __name__ == "__main__":
    main()
