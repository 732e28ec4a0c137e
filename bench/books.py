"""The books and files that are measured, made once a run."""

from __future__ import annotations

import csv
import os
import random
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from repdesk.clock import Clock
from repdesk.desk.demo import make_demo, names

NOW = datetime.fromisoformat("2026-11-23T09:42:00")
CLOCK = Clock(NOW, standing=True)


@dataclass
class Shelf:
    """A folder with demo books by size and CSV files by rows."""

    folder: Path
    _books: dict[int, Path] = field(default_factory=dict)

    def book(self, accounts: int) -> Path:
        """Return the demo book of so many accounts."""
        if accounts not in self._books:
            path = self._books[accounts] = self.folder / f"book-{accounts}.db"
            make_demo(path, accounts=accounts, seed=1, clock=CLOCK)
        return self._books[accounts]

    def rows(self, count: int) -> Path:
        """Write a CSV file of so many rows with a plain heading."""
        rng = random.Random(count)
        path = self.folder / f"rows-{count}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(("Company", "Contact", "Phone", "Industry", "City", "Stage", "Intent", "Next call", "Notes"))
            for at in range(count):
                chinese = at % 2 == 0
                company, trade = names.company(rng, chinese=chinese)
                place = rng.choice(names.PLACES_ZH if chinese else names.PLACES_EN)
                phone = names.number(rng, names.MOBILE_ZH if chinese else place)
                person = names.person(rng, chinese=chinese)
                day = f"2026-12-{rng.randrange(1, 29):02d}"
                out.writerow(
                    (f"{company} {at}", person, phone, trade, place.name, at % 5, at % 5 + 1, day, "met at the fair")
                )
        return path

    def environment(self) -> dict[str, str]:
        """Return the surroundings of a measured program: a home of its own, a fixed language and terminal."""
        home = {
            name: str(self.folder / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
        }
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        return {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")} | home | terminal


def repdesk(*arguments: str) -> list[str]:
    """Return the command line of repdesk at the time of the books."""
    return [sys.executable, "-m", "repdesk", "--now", NOW.isoformat(), *arguments]
