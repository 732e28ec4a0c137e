"""Clean-up drives as they stand today: who is in, who has it, who is left, and the pace it takes."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.book import Book
from repdesk.desk.by_name import the_one_called
from repdesk.desk.completeness import completeness_of
from repdesk.desk.filtering import matching, read_filter
from repdesk.desk.sheet import Sheet
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress as Heard
from repdesk.progress import silent
from repdesk.rules.drives import MEASURES, Course, Measure, Progress, progress
from repdesk.rules.filters import Filter
from repdesk.store.reading.drives import KeptDrive, read_drives

__all__ = [
    "MEASURES",
    "Drive",
    "KeptDrive",
    "Measure",
    "Sheet",
    "Tried",
    "drive_called",
    "drives",
    "least_complete",
    "measure_named",
    "tried",
]


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive with how it stands; `left` are the accounts in it that do not have it yet, the least complete first.

    `fault` says why its filters can no longer be read, empty where they can.
    """

    kept: KeptDrive
    progress: Progress
    left: tuple[int, ...]
    fault: str = ""

    @property
    def closed(self) -> bool:
        """Say whether it is over."""
        return self.kept.closed is not None


def drives(book: Book, sheet: Sheet | None = None, heard: Heard = silent) -> tuple[Drive, ...]:
    """Return all drives, those under way first; `sheet` is read here where it is not given: best in a thread."""
    kept = read_drives(book.read())
    if not kept:
        return ()
    sheet = sheet or Sheet(book)
    found = []
    for done, one in enumerate(kept, start=1):
        heard(done, len(kept) + 1)  # the first step was to read the book
        found.append(_drive(book, one, sheet))
    return tuple(found)


def _drive(book: Book, kept: KeptDrive, sheet: Sheet) -> Drive:
    course, fault = Course(kept.target, kept.begun, kept.due, kept.begun_with), ""
    within = done = frozenset[int]()
    try:
        within, done = _held(sheet, read_filter(book, kept.query), read_filter(book, kept.measure))
    except RepdeskError as error:  # a field of the rep's own that it named was renamed or retired
        fault = error.line
    stands = progress(course, len(within), len(done), kept.closed or sheet.today, book.calendar)
    return Drive(kept, stands, least_complete(sheet, within - done), fault)


def _held(sheet: Sheet, query: Filter, measure: Filter) -> tuple[frozenset[int], frozenset[int]]:
    """Return those the query finds, and those of them who have it."""
    within = matching(sheet, query)
    return within, within & matching(sheet, measure)


def least_complete(sheet: Sheet, ids: frozenset[int]) -> tuple[int, ...]:
    """Return these accounts, those of whom least is known first; ties by id."""
    if not ids:
        return ()
    known = sheet.read(completeness_of)
    return tuple(sorted(ids, key=lambda account_id: (known[account_id].points, account_id)))


def drive_called(book: Book, name: str) -> KeptDrive:
    """Return the drive of this name, those under way before those closed; RepdeskError where there is none."""
    return the_one_called(name, read_drives(book.read()), _("There is no drive %(name)s"))


def measure_named(book: Book, text: str) -> str:
    """Return the condition that is meant: one of `MEASURES` with what it asks for behind it, or a filter.

    "complete 80" is complete>=80, "called" is since today. RepdeskError where it is none of both.
    """
    name, _blank, value = text.strip().partition(" ")
    found = next((one for one in MEASURES if one.name == name), None)
    value = value.strip().rstrip("%")
    if found is None:
        condition = text.strip()
    elif found.asks == "tag" and not value:
        raise RepdeskError(_("Which tag?"), hint=_("Type it behind: %(words)s") % {"words": "tagged vip"})
    else:
        usual = {"percent": str(book.policy.clean_up.complete), "day": book.clock.today().isoformat()}
        condition = found.written(value or usual.get(found.asks, ""))
    if not read_filter(book, condition).conditions:
        raise RepdeskError(
            _("What is each of them to have?"),
            hint=_("Known: %(names)s") % {"names": ", ".join(one.name for one in MEASURES)},
        )
    return condition


@dataclass(frozen=True, slots=True)
class Tried:
    """What a drive would begin with, and what is to be known of it in words."""

    total: int
    done: int
    notes: tuple[str, ...]


def tried(book: Book, query: str, measure: str, sheet: Sheet | None = None) -> Tried:
    """Return how a drive would begin; RepdeskError where a filter of it cannot be read."""
    who, what = read_filter(book, query), read_filter(book, measure_named(book, measure))
    within, done = _held(sheet or Sheet(book), who, what)
    shared = {one.field.name for one in who.conditions} & {one.field.name for one in what.conditions}
    notes = []
    if shared:
        names = ", ".join(sorted(shared))
        notes.append(_("who reaches it may leave the drive: both ask for %(names)s") % {"names": names})
    return Tried(len(within), len(done), tuple(notes))
