"""What goes out comes in again: files of customers, brought into an empty book, say the same of them."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest

from repdesk import i18n
from repdesk.desk.book import Book
from repdesk.desk.importing import import_file
from repdesk.desk.sheet import Sheet
from repdesk.desk.taking_out import ENDINGS, FORMS, Form, take_out
from repdesk.desk.taking_out.cells import grid_of
from repdesk.desk.taking_out.layout import HEADINGS, everything
from repdesk.errors import RepdeskError
from repdesk.exchange.headings import is_left_out, meaning_of
from repdesk.exchange.plain import plain
from repdesk.exchange.words import meanings
from repdesk.exchange.writing.grid import Value
from repdesk.models.account import Account, Contact, LeadSource, Phone, Suppression
from repdesk.models.book import CustomField, CustomValue, Tag
from repdesk.models.call import Call
from repdesk.models.deal import Contract
from repdesk.models.plan import NextCall
from repdesk.text import cleaned
from repdesk.wording.terms import SOURCES, source
from tests.desk.making import a_book, fill
from tests.exchange.test_writing import thousand

NOT_BROUGHT_IN = {"created", "calls", "unanswered", "last_contact", "complete", "barred_numbers"}
"""What an import has no part in: what was logged here, and numbers that must not be called."""


def stocked(book: Book) -> list[int]:
    """Put in customers with something in every field, hostile text among it."""
    at = book.clock.stamp()
    with book.store.act("import", at=at) as act:
        (listed, friend) = act.insert_many(
            LeadSource, [{"kind": "list", "name": "2026 名录"}, {"kind": "referral", "name": "Mr Li"}]
        )
        fields = [("Fleet", "number", "[]"), ("City", "text", "[]"), ("=Since", "date", "[]")]
        own = act.insert_many(
            CustomField, [{"name": n, "kind": k, "choices": c, "place": i} for i, (n, k, c) in enumerate(fields)]
        )
        rows: list[dict[str, object]] = [
            {
                "name": "荣泰科技（北京）有限公司",
                "stage": 5,
                "intent": 4,
                "industry": "建筑",
                "size": "50–249",
                "source_id": listed,
            },
            {
                "name": '=HYPERLINK("http://x")',
                "stage": 3,
                "intent": 1,
                "estimate": 1678250,
                "currency": "CNY",
                "need": "@now",
            },
            {
                "name": "Alder, Logistics; Ltd",
                "stage": 2,
                "region": "London",
                "address": "1 High St,\nLondon",
                "source_id": friend,
            },
            {
                "name": "'+quoted",
                "stage": 0,
                "notes": "- first\n= second\n\t+ third",
                "rival": "-",
                "obstacle": "price",
            },
            {"name": "合同在期", "stage": 6, "owner": "me", "intent": 5},
        ]
        ids = act.insert_many(Account, [{"created_at": at, **row} for row in rows])
        one, two, three, four, five = ids
        act.insert_many(
            Contact,
            [
                {"account_id": one, "name": "陈英娜", "title": "总经理", "email": "chen@rongtai.example", "is_kp": 1},
                {"account_id": one, "name": "刘强; (Johnny) Liu", "title": "行政（兼财务）"},
                {"account_id": one, "name": "=Ann, B.", "email": "ann@rongtai.example"},
                {"account_id": two, "name": "+Noor W.", "is_kp": 1},
                {"account_id": five, "name": "吴平英", "is_kp": 1},
            ],
        )
        numbers = [(one, "+8613800138000", ""), (one, "+861062480905", "801"), (two, "+442079497188", "12")]
        numbers += [(three, f"+4420794971{n}", "") for n in range(80, 88)]
        numbers += [(four, "+8613800138004", ""), (five, "+8613800138005", ""), (five, "+8613800138006", "")]
        act.insert_many(Phone, [{"account_id": a, "e164": e, "raw": e, "extension": x} for a, e, x in numbers])
        act.put(Suppression, "+8613800138006", since="2026-11-01")
        act.insert_many(
            Contract,
            [
                {"account_id": one, "status": "sent", "amount": 1200000, "currency": "CNY", "sent_on": "2026-11-20"},
                {"account_id": five, "status": "signed", "amount": 999, "currency": "CNY", "start_on": "2025-12-05"}
                | {"end_on": "2026-12-04"},
            ],
        )
        when = {"set_by": "rule", "set_at": at}
        act.insert_many(NextCall, [{"account_id": one, "day": "2026-11-26", "clock": "10:30", **when}])
        act.insert_many(NextCall, [{"account_id": two, "day": "2026-12-24", **when}])
        past = {"at": "2026-10-20T04:00:00.000000Z", "day": "2026-10-20", "outcome": "contact", "imported": 1}
        act.insert_many(Call, [{"account_id": three, **past}])
        act.insert_many(Tag, [{"account_id": one, "tag": tag} for tag in ("vip", "华北")])
        values = [
            (one, own[0], "12.5"),
            (two, own[0], "-3"),
            (one, own[1], "12 Elm"),
            (two, own[1], "x"),
            (two, own[2], "2026-03-04"),
        ]
        act.insert_many(
            CustomValue, [{"account_id": a, "field_id": f, "value": v, "set_on": "2026-11-23"} for a, f, v in values]
        )
    book.applied(act.change)
    return list(ids)


def all_of(book: Book) -> list[dict[str, Value]]:
    """Return what a file would say of each customer, less what no import brings in."""
    sheet = Sheet(book)
    grid = grid_of(sheet, sorted(sheet.accounts), everything(book), "")
    keys = [column.heading if column.name.startswith("field:") else column.name for column in grid.columns]
    return [{k: v or None for k, v in zip(keys, row, strict=True) if k not in NOT_BROUGHT_IN} for row in grid.rows]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_brought_into_an_empty_book_says_the_same(
    tmp_path: Path, form: Form, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_LANG", language)
    i18n._translations.cache_clear()
    with a_book(tmp_path / "book.db") as book:
        ids = stocked(book)
        file = take_out(Sheet(book), ids, tmp_path / f"out.{form}", form).path
        said = all_of(book)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with a_book(tmp_path / "other.db") as other:
        report = import_file(file, lambda: other)
        assert (report.created, report.rows, report.problems) == (5, 5, [])
        assert all_of(other) == said
        again = import_file(file, lambda: other)
        assert (again.unchanged, again.rows) == (5, 5)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_heading_is_known_to_an_import_or_left_out(
    language: str, tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_LANG", language)
    i18n._translations.cache_clear()
    other = {"kp": "contact", "last_call": "last_contact"}  # what an import calls them
    with a_book(tmp_book) as book:
        ids = stocked(book)
        grid = grid_of(Sheet(book), ids, everything(book), "")
    for column in grid.columns:
        name = "phone" if column.name.startswith("phone_") else column.name
        if name in HEADINGS:
            assert meaning_of(column.heading, "accounts") == other.get(name, name), column.heading
        elif not name.startswith("field:"):
            assert is_left_out(column.heading)
    assert [meanings("sources").get(plain(source(kind))) for kind in SOURCES] == list(SOURCES)


def test_what_must_not_be_called_goes_out_as_no_number_to_call(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        ids = stocked(book)
        files = {form: take_out(Sheet(book), ids, tmp_path / form, form).path for form in FORMS}
    for form in ("vcard", "vcard4", "google", "outlook"):
        assert "13800138006" not in files[form].read_text("utf-8")
    with files["csv"].open(encoding="utf-8-sig", newline="") as file:
        row = list(csv.DictReader(file))[4]
    assert [heading for heading, cell in row.items() if "138 0013 8006" in cell] == ["repdesk: do-not-call numbers"]
    tables = json.loads(files["repdesk"].read_text("utf-8"))["tables"]
    assert [one["e164"] for one in tables["suppression"]] == ["+8613800138006"]


def test_a_file_is_never_written_over_and_none_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("mine")
    with a_book(tmp_path / "book.db") as book:
        ids = stocked(book)
        for form in FORMS:
            with pytest.raises(RepdeskError, match="already"):
                take_out(Sheet(book), ids, tmp_path / "there.csv", form)
            with pytest.raises(RepdeskError, match="could not be made"):
                take_out(Sheet(book), ids, tmp_path / "there.csv" / "below.csv", form)
    assert (tmp_path / "there.csv").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} >= {"there.csv", "book.db"}
    assert not [path.name for path in tmp_path.iterdir() if "part" in path.name or path.name.startswith(".repdesk")]


@pytest.mark.parametrize("form", ["vcard", "vcard4", "google", "outlook"])
def test_contacts_come_back_as_the_people_they_were(tmp_path: Path, form: Form) -> None:
    with a_book(tmp_path / "book.db") as book:
        ids = stocked(book)
        made = take_out(Sheet(book), ids, tmp_path / f"out{ENDINGS[form]}", form)
    assert (made.accounts, made.rows) == (5, 7)  # one has three people
    raw = made.path.read_bytes()
    if form.startswith("vcard"):
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        assert raw.count(b"BEGIN:VCARD") == raw.count(b"END:VCARD") == 7
    with a_book(tmp_path / "other.db") as other:
        report = import_file(made.path, lambda: other)
        assert report.rejected == 0
        sheet = Sheet(other)
        back = grid_of(sheet, sorted(sheet.accounts), ("name", "kp", "title", "email", "phone", "people", "notes"), "")
    known = {row[0]: row[1:5] for row in back.rows}
    (people,) = (row[-2] for row in back.rows if row[1] == "陈英娜")
    assert people == "刘强, (Johnny) Liu (行政（兼财务）); =Ann, B. <ann@rongtai.example>"
    first = ("陈英娜", "总经理", "chen@rongtai.example", "+86 138 0013 8000")
    assert known["荣泰科技（北京）有限公司"] == first
    assert known['=HYPERLINK("http://x")'][3] == "+44 20 7949 7188 ext. 12"
    assert {"Alder, Logistics; Ltd", "'+quoted", "合同在期"} < set(known)
    assert len(known) == len(back.rows) == 5
    notes = {row[0]: row[-1] for row in back.rows}
    assert str(notes["'+quoted"]).startswith("- first\n= second")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_thousand_hostile_texts_come_back_as_they_were(tmp_path: Path, form: Form) -> None:
    texts = [cleaned(text.replace("\r", "\n")).strip() for text in thousand()]
    with a_book(tmp_path / "book.db") as book:
        people: list[dict[str, object]] = [{"notes": text, "need": text, "kp": text or "?"} for text in texts]
        ids = fill(book, *people)
        file = take_out(Sheet(book), ids, tmp_path / f"out.{form}", form, ("name", "kp", "need", "notes", "phone")).path
    with a_book(tmp_path / "other.db") as other:
        assert import_file(file, lambda: other).created == len(texts)
        rows = other.read().execute(
            "SELECT a.need, a.notes, c.name FROM live_account AS a JOIN live_contact AS c ON c.account_id = a.id"
            " ORDER BY a.id"
        )
        assert rows.fetchall() == [(text, text, text or "?") for text in texts]
