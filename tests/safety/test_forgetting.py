"""Forget a customer: no byte of theirs is left, in any file repdesk owns, and nobody else loses anything."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from repdesk.desk import forgetting
from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card.contacts_writing import add_contact, edit_contact
from repdesk.desk.card.fields_writing import edit_customer, set_source
from repdesk.desk.card.phones_writing import add_phone, forbid_calls
from repdesk.desk.card.standing_writing import set_grade
from repdesk.desk.customers_writing import add_account, allow_number
from repdesk.desk.demo import make_demo
from repdesk.desk.drafts import Drafts, HalfTyped
from repdesk.desk.evening.writing import plan_evening
from repdesk.desk.forgetting import finish, forget
from repdesk.desk.importing import import_file
from repdesk.desk.today import day_list
from repdesk.desk.today_writing import freeze, replan
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.models.account import Account
from repdesk.models.book import CustomField, CustomValue, Tag
from repdesk.models.deal import Contract, Deal
from repdesk.models.plan import Task
from repdesk.private import sha256
from repdesk.rules.types import NextCall, Outcome
from repdesk.store.backups import shelf as shelf_module
from repdesk.store.backups.backup import backup
from repdesk.store.backups.shelf import shelf
from repdesk.store.checking.check import check
from repdesk.store.draft_file import draft_path, write_draft
from repdesk.store.erasing import erase_backups, erasure, scrub
from repdesk.store.erasing.erasure import Forgotten, erase_in, read_forgotten
from repdesk.store.undo import peek_undo
from tests.desk.importing_books import spreadsheet
from tests.desk.making import SetClock, a_book
from tests.safety.scan import hits
from tests.visible_digest import visible_digest

NUMBER = "+8613877712345"
WRITTEN = ("+8613877712345", "8613877712345", "13877712345", "138-7771-2345", "138 7771 2345")
WORDS = (
    *("Canaryfirm", "金丝雀公司", "Canarystreet", "Canaryneed", "Canaryrival", "Canaryobstacle", "Canarynote"),
    *("Canaryowner", "Canaryperson", "canary@mail.example", "Canarytitle", "Canarycall", "Canaryamend", "Canaryreason"),
    *("Canaryedit", "Canarykp", "Canarypersonnote", "Canarygrade", "Canarypurpose", "Canarytask", "Canarydeal"),
    *("Canaryterms", "Canarysource", "Canarylost", "Canaryundone", "Canarydnc", "Canarydraft", "Canaryindustry"),
    *("Canaryregion", "Canarysize", "Canarytag", "Canaryvalue"),
)
HEADINGS = ("name", "phone", "contact", "title", "email", "address", "industry", "region", "need", "notes")


def file_of(folder: Path) -> Path:
    """A spreadsheet with the one to be forgotten and twenty others; it is the rep's own and lies elsewhere."""
    folder.mkdir()
    first = ("Canaryfirm 金丝雀公司", WRITTEN[3], "Canaryperson", "Canarytitle", "canary@mail.example", "Canarystreet")
    rows = [HEADINGS, (*first, "Canaryindustry", "Canaryregion", "Canaryneed", "Canarynote")]
    rows += [(f"Other {n}", f"1390000{n:04d}", f"Person {n}", "", "", "", "", "", "", "kept") for n in range(20)]
    return spreadsheet(folder / "leads.csv", rows)


def planted(book: Book, file: Path) -> int:
    """Bring the canaries in by every way there is; return the account."""
    import_file(file, lambda: book)
    one = book.read().execute("SELECT id FROM account WHERE name LIKE 'Canary%'").fetchone()[0]
    freeze(book)
    logged = log_call(book, one, Outcome.TALKED, CallDetails(note="Canarycall", next_call=NextCall(date(2026, 12, 1))))
    amend_call(book, logged.call_id, Amendment(note="Canaryamend"))
    backup(book.store)
    for field, word in (("rival", "Canaryrival"), ("obstacle", "Canaryobstacle"), ("need", "Canaryedit")):
        edit_customer(book, one, field, word)
    edit_customer(book, one, "size", "Canarysize")
    person = add_contact(book, one, "Canarykp")
    assert person is not None
    edit_contact(book, one, person.row or 0, "notes", "Canarypersonnote")
    add_phone(book, one, "139 7771 9999")
    set_source(book, one, "referral", "Canarysource")
    set_grade(book, one, "B", "Canarygrade")
    with book.store.act("import", at=book.clock.stamp()) as act:
        act.update_many(Account, {one: {"owner": "Canaryowner"}, one + 1: {"referred_by": one}})
        act.insert_many(Deal, [{"account_id": one, "name": "Canarydeal", "reason": "Canarylost", **DEAL}])
        act.insert_many(Contract, [{"account_id": one, "status": "sent", "terms": "Canaryterms"}])
        act.insert_many(Task, [{"account_id": one, "kind": "call", "title": "Canarytask", "created_at": act.at}])
        act.put(Tag, (one, "Canarytag"))
        (licence,) = act.insert_many(CustomField, [{"name": "licence", "kind": "text"}])
        act.put(CustomValue, (one, licence), value="Canaryvalue", set_on="2026-11-23")
    book.applied(act.change)
    replan(book)
    log_call(book, one, Outcome.TALKED, CallDetails(reason="Canaryreason", next_call=PURPOSE))
    log_call(book, one, Outcome.TALKED, CallDetails(note="Canaryundone"))
    undo(book)
    backup(book.store)
    forbid_calls(book, one, "Canarydnc")
    plan_evening(book)
    log_call(book, one + 1, Outcome.TALKED, CallDetails(note="kept"))
    kinds = (
        {"kind": "call", "account_id": one, "texts": {"note": "Canarydraft"}},
        {"account_id": one + 1, "texts": {}},
    )
    write_draft(draft_path(book.store.path), {"drafts": list(kinds)})
    return int(one)


DEAL = {"stage": 2, "opened_on": "2026-11-01"}
PURPOSE = NextCall(date(2026, 12, 1), purpose="Canarypurpose")


def forgotten(folder: Path, how: Callable[[Book, int], object] = forget) -> list[str]:
    """Plant, forget, close; return what is found."""
    with a_book(folder / "desk" / "book.db") as book:
        one = planted(book, file_of(folder / "elsewhere"))
        assert len({hit.split(": ")[1] for hit in hits(folder / "desk", WORDS)}) == len(WORDS)
        how(book, one)
        while_open = hits(folder / "desk", (*WORDS, *WRITTEN, "13977719999"))
    return while_open + hits(folder / "desk", (*WORDS, *WRITTEN, "13977719999"))


def test_no_byte_is_left_anywhere(tmp_path: Path) -> None:
    assert forgotten(tmp_path) == []


class Killed(BaseException):
    """The process ends here."""


def between(real: Callable[..., object], step: Callable[[], None]) -> Callable[..., object]:
    """Wrap what is done so that the process may end before it and after it."""

    def done(*words: object, **named: object) -> object:
        step()
        came = real(*words, **named)
        step()
        return came

    return done


def cut_short(folder: Path, point: int) -> bool:
    """Forget, end at the `point`-th statement or file that is moved, finish in a new session; False beyond the last.

    Either nothing has happened, and it is asked again, or nothing is left in the end.
    """
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count == point:
            raise Killed

    with a_book(folder / "desk" / "book.db") as book:
        one = planted(book, file_of(folder / "elsewhere"))
        with pytest.MonkeyPatch.context() as patched:
            for owner, name in STEPS:
                patched.setattr(owner, name, between(getattr(owner, name), step))
            try:
                forget(book, one)
            except Killed:
                pass
            else:
                return False
    with a_book(folder / "desk" / "book.db") as book:
        assert check(book.store) == []
        if book.read().execute("SELECT 1 FROM account WHERE id = ?", (one,)).fetchone():
            assert not read_forgotten(book.read()).accounts
            forget(book, one)
        assert finish(book).complete
    assert hits(folder / "desk", (*WORDS, *WRITTEN)) == [], point
    return True


STEPS = (
    (forgetting, "write_waiting"),
    (forgetting, "erase"),
    (erasure, "delete"),
    (erasure, "_note"),
    (forgetting, "sweep"),
    (forgetting, "_drop_drafts"),
    (erase_backups, "erase_in"),
    (erase_backups, "sync_file"),
    (erase_backups, "note_anew"),
    (shelf_module, "write_note"),
    (erase_backups, "_take_place"),
    (shutil, "copyfile"),
)


@pytest.mark.parametrize("point", [2, 4, 7, 11, 15, 18, 21, 24])
def test_cut_short_it_is_finished_later(tmp_path: Path, point: int) -> None:
    assert cut_short(tmp_path, point)


@pytest.mark.soak
def test_cut_short_anywhere_it_is_finished_later(tmp_path: Path) -> None:
    point = 1
    while cut_short(tmp_path / str(point), point):
        point += 1
    assert point > 30


@pytest.mark.soak
def test_a_large_book_forgets_within_ten_seconds(tmp_path: Path) -> None:
    make_demo(tmp_path / "book.db", accounts=100_000, seed=1, clock=SetClock())
    with a_book(tmp_path / "book.db") as book:
        freeze(book)
        name, number = (
            book.read()
            .execute("SELECT a.name, p.e164 FROM account AS a JOIN phone AS p ON p.account_id = a.id WHERE a.id = 77")
            .fetchone()
        )
        same = book.read().execute("SELECT count(*) FROM account WHERE instr(name, ?)", (name,)).fetchone()[0]
        taken = 0.0

        def timed(work: Callable[..., object]) -> Callable[..., object]:
            def run(*words: object, **named: object) -> object:
                nonlocal taken
                began = time.process_time()  # of this process: the machine may be busy with others
                try:
                    return work(*words, **named)
                finally:
                    taken += time.process_time() - began

            return run

        with pytest.MonkeyPatch.context() as patched:  # the live book alone; backups follow with their progress
            for name in ("erase", "sweep"):
                patched.setattr(forgetting, name, timed(getattr(forgetting, name)))
            assert forget(book, 77).complete
        print(f"erased and swept in {taken:.1f} s")
        assert taken < 10
        assert hits(tmp_path, (number,) if same > 1 else (name, number)) == []


@pytest.mark.parametrize("left_out", ["journal", "backups", "rows"])
def test_the_scan_bites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    if left_out == "journal":
        monkeypatch.setattr(scrub.Doomed, "touches", lambda *_: False)
    elif left_out == "backups":
        monkeypatch.setattr(erase_backups, "_holds_any", lambda *_: False)
    else:
        monkeypatch.delitem(scrub.OWNED, "import_origin")
        with pytest.raises(sqlite3.IntegrityError):
            forgotten(tmp_path)
        return
    assert forgotten(tmp_path)


def test_the_others_lose_nothing_and_undo_goes_on(tmp_path: Path) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        others = "SELECT name, referred_by IS NULL FROM live_account WHERE id <> ? ORDER BY id"
        before = book.read().execute(others, (one,)).fetchall()
        forget(book, one)
        assert book.read().execute(others, (one,)).fetchall() == [(name, 1) for name, _referred in before]
        assert check(book.store) == []
        assert one not in {row.account_id for row in day_list(book).rows}
        with pytest.raises(RepdeskError):
            forget(book, one)
        assert [row["account_id"] for row in json.loads(draft_path(book.store.path).read_text())["drafts"]] == [one + 1]
        end = visible_digest(book.read(), lists=True)
        steps = 0
        while peek_undo(book.read()) is not None:
            assert undo(book) is not None
            steps += 1
        assert check(book.store) == []
        assert book.read().execute("SELECT count(*) FROM live_account").fetchone() == (0,)
        for _ in range(steps):
            assert redo(book) is not None
        assert redo(book) is None
        assert visible_digest(book.read(), lists=True) == end
        assert book.read().execute("SELECT count(*) FROM account WHERE id = ?", (one,)).fetchone() == (0,)
    assert hits(tmp_path / "desk", (*WORDS, *WRITTEN)) == []


def test_a_do_not_call_number_is_known_again(tmp_path: Path) -> None:
    file = file_of(tmp_path / "elsewhere")
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file)
        forget(book, one)
        suppressed = "SELECT e164 FROM live_suppression ORDER BY e164"
        assert book.read().execute(suppressed).fetchall() == []
        report = import_file(file, lambda: book)
        assert "a number that must not be called" in {problem.problem for problem in report.problems}
        assert book.read().execute(suppressed).fetchall() == [(NUMBER,)]
        add_account(book, "By hand", "13977719999")
        assert book.read().execute(suppressed).fetchall() == [(NUMBER,), ("+8613977719999",)]
        allow_number(book, NUMBER, "asked for an offer")
        add_account(book, "Namesake", WRITTEN[3])
        assert book.read().execute(suppressed).fetchall() == [("+8613977719999",)]


def test_a_number_of_others_stays_theirs(tmp_path: Path) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        other = add_account(book, "Sharing", WRITTEN[3]).account_id
        forget(book, one)
        rows = book.read().execute("SELECT e164, reason FROM live_suppression").fetchall()
        assert rows == [(NUMBER, "")]
        assert book.account(other).do_not_call
        assert check(book.store) == []
    assert hits(tmp_path / "desk", WORDS) == []


def test_an_older_backup_is_restored_without_them(tmp_path: Path) -> None:
    """A copy that repdesk did not know of gets the erasures before it is opened."""
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        copy = backup(book.store, tmp_path / "stick" / "copy.db").path
        forget(book, one)
        names = read_forgotten(book.read())
        suppressed = len(names.numbers)
    assert hits(tmp_path / "stick", WORDS)
    assert erase_in(copy, names, at="2026-11-24T01:00:00.000000Z")
    assert not erase_in(copy, names, at="2026-11-24T01:00:00.000000Z")
    assert hits(tmp_path / "stick", (*WORDS, *WRITTEN)) == []
    assert suppressed == 2
    with a_book(copy) as book:
        assert check(book.store) == []
        assert set(names.numbers) == set(read_forgotten(book.read()).numbers)


def test_a_book_that_was_set_aside_with_its_log_is_done_too(tmp_path: Path) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        aside = tmp_path / "desk" / "backups" / "book-aside-20261123-000000.db"
        for ending in ("", "-wal"):
            shutil.copyfile(f"{book.store.path}{ending}", f"{aside}{ending}")
        calls = book.read().execute("SELECT count(*) FROM live_call WHERE account_id <> ?", (one,)).fetchone()
        assert forget(book, one).complete
    assert hits(tmp_path / "desk", (*WORDS, *WRITTEN)) == []
    assert not aside.with_name(f"{aside.name}-wal").exists()
    with a_book(aside) as book:
        assert check(book.store) == []
        assert book.read().execute("SELECT count(*) FROM live_call").fetchone() == calls


def test_copies_that_were_cut_short_go(tmp_path: Path) -> None:
    """A process killed while it copies leaves a part; killed between the two names of a copy, a second name of it."""
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        copies = shelf(book.store.path)
        copies[0].path.with_name(copies[0].path.name + ".part").hardlink_to(copies[0].path)
        part = copies[0].path.with_name("book-20261101-090000.db.part")
        shutil.copyfile(copies[1].path, part)
        part.with_name(part.name + "-journal").write_bytes(b"Canarycall")
        assert forget(book, one).complete
    assert hits(tmp_path / "desk", (*WORDS, *WRITTEN)) == []


def test_another_customer_of_the_same_number_stays(tmp_path: Path) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        copy = backup(book.store, tmp_path / "stick" / "copy.db").path
        before = visible_digest(book.read())
    named = Forgotten(((one, "2020-01-01T00:00:00.000000Z", "2026-11-24T01:00:00.000000Z"),))
    erase_in(copy, named, at="2026-11-24T01:00:00.000000Z")
    with closing(sqlite3.connect(copy)) as connection:
        assert visible_digest(connection) == before


def test_backups_out_of_reach_are_named_and_done_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        folder = tmp_path / "desk" / "backups"
        foreign = folder / "book-20200101-000000.db"
        with a_book(tmp_path / "theirs" / "book.db") as theirs:
            planted(theirs, file_of(tmp_path / "theirs" / "elsewhere"))
            backup(theirs.store, foreign)
        damaged = folder / "book-20200102-000000.db"
        damaged.write_bytes(b"no book")
        (folder / "book-20200103.db.age").write_bytes(b"sealed")
        taken = foreign.read_bytes()
        with monkeypatch.context() as patched:

            def killed(*_: object) -> None:
                raise KeyboardInterrupt

            patched.setattr(erase_backups, "note_anew", killed)
            with pytest.raises(KeyboardInterrupt):
                forget(book, one)
        assert erase_backups.waiting_path(book.store.path).exists()
        done = finish(book)
        assert done.backups == 3
        ours = [kept for kept in shelf(book.store.path) if kept.why]
        assert [(kept.sound, kept.sha256) for kept in ours] == [(True, sha256(kept.path)) for kept in ours]
        assert {(one.path.name, one.why) for one in done.waiting} == {
            (damaged.name, "damaged"),
            ("book-20200103.db.age", "encrypted"),
        }
        assert not done.complete
        assert foreign.read_bytes() == taken
        foreign.unlink()
        damaged.unlink()
        (folder / "book-20200103.db.age").unlink()
        assert finish(book).complete
        assert not erase_backups.waiting_path(book.store.path).exists()
    assert hits(tmp_path / "desk", (*WORDS, *WRITTEN)) == []


def test_what_an_open_app_holds_of_them_half_typed_goes_when_the_shell_forgets(tmp_path: Path) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one, other = (add_account(book, name, f"1390000000{n}").account_id for n, name in enumerate("AB"))
        drafts = Drafts(book)
        typed = [HalfTyped("call", number, texts={"note": f"Canarydraft {number}"}) for number in (one, other)]
        drafts.keep(typed)
        with a_book(book.store.path) as shell:
            forget(shell, one)
        assert book.changed_elsewhere()
        assert drafts.gone(typed) == typed[:1]
        drafts.keep(typed)  # as the app does it when the book was changed elsewhere
        drafts.close()
        kept = json.loads(draft_path(book.store.path).read_text())["drafts"]
    assert [draft["account_id"] for draft in kept] == [other]


def test_an_import_is_cut_where_it_stands_just_as_it_would_be_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        nearest = book.read().execute("SELECT * FROM phone WHERE account_id = ?", (one,)).fetchone()
        quoted = json.dumps(list(nearest), ensure_ascii=False, separators=(",", ":"))
        log_call(book, one + 1, Outcome.TALKED, CallDetails(note=f'{quoted} "]],[["'))  # the text of a row of theirs
        what = scrub.doomed(book.read(), [one])
        bodies = [zlib.decompress(row[0]) for row in book.read().execute("SELECT body FROM journal_body ORDER BY seq")]
    cut = [scrub.scrubbed(body, what) for body in bodies]
    ways = []
    with monkeypatch.context() as patched:
        patched.setattr(scrub, "_cut_out", lambda *words: ways.append(words))
        anew = [scrub.scrubbed(body, what) for body in bodies]
    assert cut == anew
    assert len(ways) > 2
    assert any(scrub._cut_out(*words) for words in ways)
