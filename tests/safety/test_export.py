"""An export holds everything: brought into a fresh book it shows the very same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from repdesk.desk.card.contacts_writing import remove_contact
from repdesk.desk.card.phones_writing import assign_phone
from repdesk.desk.demo import make_demo
from repdesk.desk.exporting import export, import_export, is_export, read_export
from repdesk.desk.forgetting import forget
from repdesk.desk.settings import set_day_off, set_setting
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from repdesk.store.checking.check import check
from tests.desk.making import MONDAY, SetClock, a_book
from tests.safety.test_forgetting import WORDS, file_of, planted
from tests.visible_digest import visible_digests


def test_everything_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "out" / "book.json"
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        set_setting(book, "country", "CN")
        set_day_off(book, MONDAY.date(), off=True, reason="at the dentist's")
        spoken_to = book.read().execute("SELECT id FROM live_contact WHERE account_id = ?", (one + 3,)).fetchone()[0]
        (phone,) = book.read().execute("SELECT id FROM live_phone WHERE account_id = ?", (one + 3,)).fetchone()
        assign_phone(book, one + 3, phone, spoken_to)
        remove_contact(book, one + 3, spoken_to)
        forget(book, one + 4)
        made = export(book, out)
        before = visible_digests(book.read())
        assert before == visible_digests(book.read())
    assert (out.stat().st_mode & 0o777, out.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert made.accounts == 20
    assert is_export(out)
    with a_book(tmp_path / "fresh" / "book.db") as fresh:
        import_export(fresh, read_export(out))
        assert visible_digests(fresh.read()) == before
        assert check(fresh.store) == []
        export(fresh, tmp_path / "again.json")
        assert undo(fresh) is not None
        with pytest.raises(RepdeskError):  # what was taken back is in the book still
            import_export(fresh, read_export(out))
    first, again = (json.loads(path.read_text()) for path in (out, tmp_path / "again.json"))
    assert {**first, "made_at": "", "taken_back": ""} == {**again, "made_at": "", "taken_back": ""}


def test_a_demo_comes_back(tmp_path: Path) -> None:
    clock = SetClock()
    make_demo(tmp_path / "demo.db", accounts=120, seed=7, clock=clock)
    with a_book(tmp_path / "demo.db") as book:
        export(book, tmp_path / "demo.json")
        before = visible_digests(book.read())
    with a_book(tmp_path / "fresh.db") as fresh:
        import_export(fresh, read_export(tmp_path / "demo.json"))
        assert visible_digests(fresh.read()) == before


def test_one_customer_is_all_of_the_one_and_nothing_of_others(tmp_path: Path) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one = planted(book, file_of(tmp_path / "elsewhere"))
        export(book, tmp_path / "one.json", (one,))
        with pytest.raises(RepdeskError):
            export(book, tmp_path / "one.json", (one,))
    text = (tmp_path / "one.json").read_text("utf-8")
    not_in_force = {"Canaryundone", "Canarydraft", "Canarypurpose"}  # undone, not saved, done with
    assert {word for word in WORDS if word not in text} == not_in_force
    assert "Other 1" not in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "elsewhere", "one.json"]
    with a_book(tmp_path / "fresh.db") as fresh:
        import_export(fresh, read_export(tmp_path / "one.json"))
        assert check(fresh.store) == []


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("cut short", lambda text: text[: len(text) // 2]),
        ("newer", lambda text: text.replace('"version": 1', '"version": 2', 1)),
        ("unknown table", lambda text: text.replace('"account": [', '"journal": [', 1)),
        ("unknown column", lambda text: text.replace('"industry":', '"colour":', 1)),
        ("wrong kind", lambda text: text.replace('"stage":1', '"stage":"x"', 1)),
        ("out of range", lambda text: text.replace('"stage":1', '"stage":77', 1)),
        ("leads nowhere", lambda text: text.replace('"account_id":2', '"account_id":777')),
        ("no row", lambda text: text.replace('"account": [', '"account": [7,', 1)),
    ],
)
def test_a_damaged_export_leaves_nothing_behind(tmp_path: Path, name: str, harm: object) -> None:
    assert callable(harm)
    with a_book(tmp_path / "desk" / "book.db") as book:
        planted(book, file_of(tmp_path / "elsewhere"))
        export(book, tmp_path / "book.json")
    text = (tmp_path / "book.json").read_text("utf-8")
    harmed = harm(text)
    assert harmed != text, name
    (tmp_path / "harmed.json").write_text(harmed, "utf-8")
    with a_book(tmp_path / "fresh.db") as fresh:
        with pytest.raises(RepdeskError):
            import_export(fresh, read_export(tmp_path / "harmed.json"))
        assert fresh.read().execute("SELECT count(*) FROM account").fetchone() == (0,)
