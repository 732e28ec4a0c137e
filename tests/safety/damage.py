"""Damaged books: each is made from a good one, opened as the product does, and held against the truth."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import closing, redirect_stdout, suppress
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from repdesk.damage import is_damage
from repdesk.desk.backups import restoring
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.forgetting import forget
from repdesk.desk.opening import open_book
from repdesk.desk.quick_look import damage
from repdesk.errors import RepdeskError
from repdesk.shell import reading
from repdesk.shell.arguments import parser
from repdesk.shell.book import with_book
from repdesk.store.checking.check import check
from tests.desk.making import SetClock, a_book, fill
from tests.safety.deeds import customers, deed
from tests.visible_digest import visible_digest

PAGE = 4096
SEED = 20261124


@dataclass(slots=True)
class Good:
    """A good book in a folder of its own with a backup beside it, an older state of it, another book, and logs."""

    folder: Path
    book: bytes
    older: bytes
    other: bytes
    killed: dict[str, bytes]
    """A book cut off with nothing in its log that its file has not, by the endings of its files."""
    behind: dict[str, bytes]
    """A book cut off with acts that stand in its log alone."""
    foreign: bytes
    """A log of the other book that its file has not."""
    rows: dict[str, object] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)
    """The visible digests of every state that was acknowledged."""
    kept: str = ""
    """The visible digest of the backup."""


Harm = Callable[[Good, random.Random], dict[str, bytes]]
"""Makes the files of a mutant, by their endings: "" is the book."""


def good_book(folder: Path, seed: int = SEED) -> Good:
    """Make the book that is damaged, with a day's deeds, a customer forgotten, and a backup."""
    rng = random.Random(seed)
    path = folder / "good" / "book.db"
    digests: set[str] = set()
    with a_book(path) as book:
        people = fill(book, *(dict(row, kp="陈", notes=f"报价 {n}") for n, row in enumerate(customers(_names(30)))))
        for _ in range(25):
            deed(book, rng, rng.choice(["call", "edit", "undo", "import"]))
        forget(book, people[20])
        back_up(book)
        kept = visible_digest(book.read())
    older = path.read_bytes()
    with a_book(path) as book:
        for _ in range(12):
            deed(book, rng, rng.choice(["call", "edit"]))
        digests.add(visible_digest(book.read()))
        killed = _files(path)
    whole = path.read_bytes()
    rows = rows_of(path)
    behind = _cut_off(folder / "behind" / "book.db", whole, rng, digests)
    other = folder / "other" / "book.db"
    with a_book(other) as book:
        fill(book, *customers(_names(40)))
        for _ in range(20):
            deed(book, rng, "call")
    there = other.read_bytes()
    foreign = _cut_off(folder / "foreign" / "book.db", there, rng, set())["-wal"]
    return Good(path.parent, whole, older, there, killed, behind, foreign, rows, digests, kept)


def _names(count: int) -> list[str]:
    return [f"客户 {n} Alder & Sons" for n in range(count)]


def _cut_off(path: Path, whole: bytes, rng: random.Random, digests: set[str]) -> dict[str, bytes]:
    """Return the files of a book whose log a reader of an old moment held back, as they lie."""
    path.parent.mkdir()
    path.write_bytes(whole)
    with a_book(path) as book:
        reader = book.read()
        deed(book, rng, "call")  # the log is begun
        digests.add(visible_digest(reader))
        with closing(sqlite3.connect(path)) as old:
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM account").fetchone()
            for _ in range(5):
                deed(book, rng, rng.choice(["call", "edit"]))
                digests.add(visible_digest(reader))
            return _files(path)


def _files(path: Path) -> dict[str, bytes]:
    endings = ("", "-wal", "-shm")
    files = {ending: path.with_name(path.name + ending) for ending in endings}
    return {ending: file.read_bytes() for ending, file in files.items() if file.exists()}


def rows_of(path: Path) -> dict[str, object]:
    """Return every row of every table, as the file has them, without what only tells when a schema was made."""
    found: dict[str, object] = {}
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
            table = name.decode()
            columns = "number, name" if table == "migration" else "*"
            found[table] = connection.execute(f"SELECT {columns} FROM {table} NOT INDEXED ORDER BY 1, 2").fetchall()  # noqa: S608
    return found


def _flip(good: Good, rng: random.Random) -> dict[str, bytes]:
    """Turn a bit over, four times out of five where anything is written: half of a small book is not."""
    content = bytearray(good.book)
    place, written = rng.randrange(len(content)), rng.random() < 0.8
    while written and not content[place]:
        place = rng.randrange(len(content))
    content[place] ^= 1 << rng.randrange(8)
    return {"": bytes(content)}


def _written(good: Good, place: int, block: bytes) -> dict[str, bytes]:
    return {"": good.book[:place] + block + good.book[place + len(block) :]}


def _noise(good: Good, rng: random.Random) -> dict[str, bytes]:
    return _written(good, rng.randrange(len(good.book) // PAGE) * PAGE, rng.randbytes(PAGE))


def _zeroed(good: Good, rng: random.Random) -> dict[str, bytes]:
    size = rng.choice([512, PAGE])
    return _written(good, rng.randrange(len(good.book) // size) * size, bytes(size))


def _cut(good: Good, rng: random.Random) -> dict[str, bytes]:
    return {"": good.book[: rng.randrange(1, len(good.book))]}


def _head(good: Good, rng: random.Random) -> dict[str, bytes]:
    place = rng.randrange(100)
    return _written(good, place, bytes([(good.book[place] + rng.randrange(1, 256)) % 256]))


def _mixed(good: Good, rng: random.Random) -> dict[str, bytes]:
    """Have a page be that of another book, an older state of the book, or another page of it."""
    source = rng.choice([good.other, good.older, good.book])
    number = rng.randrange(len(source) // PAGE)
    at = number if rng.random() < 0.7 and number < len(good.book) // PAGE else rng.randrange(len(good.book) // PAGE)
    return _written(good, at * PAGE, source[number * PAGE : (number + 1) * PAGE])


def _log_lost(good: Good, rng: random.Random) -> dict[str, bytes]:
    files = dict(rng.choice([good.killed, good.behind]))
    for ending in rng.choice([("-wal",), ("-shm",), ("-wal", "-shm")]):
        files.pop(ending, None)
    return files


def _log_torn(good: Good, rng: random.Random) -> dict[str, bytes]:
    files = dict(rng.choice([good.killed, good.behind]))
    log = bytearray(files["-wal"])
    if rng.random() < 0.5:
        files["-wal"] = bytes(log[: rng.randrange(1, len(log))])
    else:
        log[rng.randrange(len(log))] ^= 1 << rng.randrange(8)
        files["-wal"] = bytes(log)
    if rng.random() < 0.5:
        files["-shm"] = rng.choice([rng.randbytes(32768), bytes(32768), files["-shm"]])
    return files


def _log_foreign(good: Good, rng: random.Random) -> dict[str, bytes]:
    """Lay another book's log beside it, that of a later state beside an older one, or what is no log at all."""
    kind = rng.randrange(4)
    if kind == 0:
        return {"": good.book, "-wal": good.foreign}
    if kind == 1:
        return {"": good.older, "-wal": good.behind["-wal"]}
    if kind == 2:
        return {"": good.book, "-wal": rng.randbytes(rng.randrange(1, 40_000)), "-shm": rng.randbytes(32768)}
    return {"": good.killed[""], "-wal": good.killed["-wal"], "-shm": good.behind["-shm"]}


def _other_file(good: Good, rng: random.Random) -> dict[str, bytes]:
    kind = rng.randrange(4)
    if kind == 0:
        return {"": b"\x89PNG\r\n\x1a\n" + rng.randbytes(len(good.book))}
    if kind == 1:
        return {"": "客户,电话\n".encode() * rng.randrange(1, 2000)}
    if kind == 2:
        with closing(sqlite3.connect(":memory:")) as another:
            another.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT)")
            another.execute("INSERT INTO account (name) VALUES ('x')")
            return {"": another.serialize()}
    return {"": b""}


HARMS: tuple[tuple[str, Harm, int], ...] = (
    ("a bit", _flip, 40),
    ("a page of noise", _noise, 10),
    ("a sector zeroed", _zeroed, 10),
    ("cut short", _cut, 6),
    ("the header", _head, 8),
    ("another page", _mixed, 14),
    ("log lost", _log_lost, 4),
    ("log torn", _log_torn, 4),
    ("log foreign", _log_foreign, 2),
    ("another file", _other_file, 2),
)


@dataclass(slots=True)
class Outcome:
    """What became of the mutants: how many of each kind were found where, and all that must not be."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def damaged_books(folder: Path, good: Good, count: int, seed: int = SEED, only: Collection[str] = ()) -> Outcome:
    """Damage the good book `count` times, in every way or only some, and say what became of each."""
    outcome = Outcome()
    kinds = [(name, harm) for name, harm, weight in HARMS for _ in range(weight) if not only or name in only]
    random.Random(seed).shuffle(kinds)
    for number in range(count):
        name, harm = kinds[number % len(kinds)]
        rng = random.Random(f"{seed} {number}")
        place = folder / f"mutant{number}"
        shutil.copytree(good.folder / "backups", place / "backups")
        files = harm(good, rng)
        for ending, content in files.items():
            (place / f"book.db{ending}").write_bytes(content)
        told, wrong = _told(place / "book.db", good, files)
        outcome.counts[name, told] += 1
        outcome.wrong += [f"seed {seed}, mutant {number}, {name}: {what}" for what in wrong]
        shutil.rmtree(place)
    return outcome


def _told(path: Path, good: Good, files: dict[str, bytes]) -> tuple[str, list[str]]:
    """Look at a mutant as the product does; return where its damage was found, and what is wrong about that."""
    wrong: list[str] = []
    for command in (reading.today, reading.accounts):
        try:
            with redirect_stdout(StringIO()):
                with_book(path, SetClock(), command, parser().parse_args([command.__name__, "--json"]))
        except RepdeskError:
            continue
        except Exception as error:  # noqa: BLE001 (the program says calmly that it stopped; the check must tell why)
            if not is_damage(error) and not _is_found(path):
                wrong.append(f"{command.__name__} stopped with {type(error).__name__} and nothing is found")
    told, line = _opened(path)
    if told == "open" and "repdesk restore" not in line:
        wrong.append(f"no way back is named: {line}")
    own_log = "-wal" in files and told != "open"
    if path.exists() and path.read_bytes() != files[""] and not own_log:
        wrong.append("the file was written to")
    if told == "nothing":
        told = _truth(path, good, cut_off="-wal" in files or files[""] in (good.killed[""], good.behind[""]))
        if told not in ("harmless", "earlier"):
            return told, [*wrong, f"opened in silence: {told}"]
    if told in ("open", "check"):
        wrong += _not_restored(path, good)
    return told, wrong


def _opened(path: Path) -> tuple[str, str]:
    """Open a mutant as the app does; return where its damage is found, and what is said at open."""
    try:
        book = open_book(path, SetClock(), session=True)
    except RepdeskError as error:
        return "open", error.line
    try:
        found = damage(book)
        if found is not None:
            return "open", found.line
        return ("check", "") if check(book.store) else ("nothing", "")
    finally:
        book.close()


def _is_found(path: Path) -> bool:
    return _opened(path)[0] != "nothing"


def _truth(path: Path, good: Good, *, cut_off: bool) -> str:
    """Hold a mutant in which nothing was found against the good book, or what it was when it was cut off."""
    try:
        with a_book(path) as book:
            digest = visible_digest(book.read())
        rows = rows_of(path)
    except (sqlite3.DatabaseError, RepdeskError) as error:
        return f"unreadable: {type(error).__name__}"
    if rows == good.rows:
        return "harmless"
    if cut_off and (digest in good.digests or digest == good.kept):
        return "earlier"
    tables = sorted(name for name in rows.keys() | good.rows.keys() if rows.get(name) != good.rows.get(name))
    return f"wrong rows in {', '.join(tables)}"


def _not_restored(path: Path, good: Good) -> list[str]:
    """Restore the backup beside a mutant; return what is wrong about it."""
    with suppress(OSError):
        before = path.read_bytes()
    try:
        asked = restoring.prepare(path)
        restoring.carry_out(asked, SetClock())
        with a_book(path) as book:
            if visible_digest(book.read()) != good.kept:
                return ["the restored book is not the backup"]
        asides = list((path.parent / "backups").glob("*-aside-*.db"))
        return [] if any(aside.read_bytes() == before for aside in asides) else ["the damaged book was not kept"]
    except RepdeskError as error:
        return [f"no restore: {error.line}"]
