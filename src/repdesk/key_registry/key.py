"""A key: what it does, where it works and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from repdesk.i18n import N_

Where = Literal[
    "anywhere",
    "list",
    "today",
    "book",
    "accounts",
    "card",
    "funnel",
    "schedule",
    "carrying",
    "level",
    "ladders",
    "plan",
    "day",
    "review",
    "whatif",
    "grades",
    "cleanup",
    "fields",
    "numbers",
    "duplicates",
    "merge",
    "columns",
    "views",
    "backups",
    "broken",
    "importing",
    "line",
    "when",
    "choice",
    "dialog",
]

PLACES: dict[Where, str] = {
    "anywhere": N_("everywhere but in a text field"),
    "today": N_("today's list"),
    "book": N_("the book of all customers"),
    "accounts": N_("a list of customers"),
    "card": N_("a customer's card"),
    "funnel": N_("the funnel"),
    "schedule": N_("the schedule"),
    "carrying": N_("the schedule, while calls are carried"),
    "level": N_("the preview of a levelling"),
    "ladders": N_("the ladders"),
    "plan": N_("the plan for tomorrow"),
    "day": N_("the page of the day"),
    "review": N_("the review of a week or month"),
    "whatif": N_("what if"),
    "grades": N_("the grades and stages that may be due"),
    "cleanup": N_("where the book is cleaned up"),
    "fields": N_("the fields of your own"),
    "numbers": N_("numbers put into their international form"),
    "duplicates": N_("customers who may be in the book twice"),
    "merge": N_("two customers side by side"),
    "columns": N_("the columns of a list"),
    "views": N_("the saved views"),
    "backups": N_("the backups"),
    "broken": N_("a book that cannot be opened"),
    "importing": N_("bringing a file in"),
    "list": N_("in a list"),
    "line": N_("while logging a call"),
    "when": N_("where a date is typed"),
    "choice": N_("on a box to tick"),
    "dialog": N_("in a dialog"),
}
HAND: tuple[Where, ...] = ("today", "book", "accounts", "card")
"""Where a customer is in hand who may be called."""
LISTS: tuple[Where, ...] = (
    "today",
    "book",
    "accounts",
    "funnel",
    "schedule",
    "level",
    "ladders",
    "plan",
    "day",
    "review",
    "whatif",
    "grades",
    "cleanup",
    "fields",
    "numbers",
    "duplicates",
    "merge",
    "columns",
    "views",
    "backups",
    "broken",
    "importing",
)
"""Where there is a list, whose keys work there too."""
DESK: tuple[Where, ...] = (
    *HAND,
    "funnel",
    "schedule",
    "ladders",
    "plan",
    "day",
    "review",
    "whatif",
    "cleanup",
    "duplicates",
)
ON_PEOPLE: tuple[Where, ...] = (*HAND, "schedule", "plan")
"""Where a customer is in hand, to be called or to be planned."""
OPENING: tuple[Where, ...] = (
    "today",
    "book",
    "accounts",
    "funnel",
    "schedule",
    "ladders",
    "review",
    "whatif",
    "cleanup",
    "duplicates",
)
"""Where Enter opens what is under the cursor."""
UNDOING: tuple[Where, ...] = (*DESK, "grades", "fields", "views")
"""Where the last act can be taken back."""
ANY: tuple[Where, ...] = ("anywhere",)
LIST: tuple[Where, ...] = ("list",)
AROUND_DATES: tuple[Where, ...] = ("line", "dialog")
"""In what a field of a date stands, whose keys work in it too."""
PAGING: tuple[Where, ...] = (*LIST, "card")


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does: `keys` are its defaults, the first one shown; `chord` works in a text field too."""

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    help: str
    where: tuple[Where, ...]
    footer: bool = True
    chord: bool = False

    @property
    def reach(self) -> frozenset[Where]:
        """Return every place where it works."""
        if "anywhere" in self.where:
            return frozenset(PLACES)
        lists, around = LISTS if "list" in self.where else (), AROUND_DATES if "when" in self.where else ()
        return frozenset((*self.where, *lists, *around))
