"""The book by column: cells of a few are those of all, orders stand both ways, filters find what is on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from repdesk import i18n, wording
from repdesk.clock import Clock
from repdesk.desk.calls import log_call
from repdesk.desk.card.labels_writing import add_tags, set_custom
from repdesk.desk.columns import COLUMNS, all_columns, column_named, value_rows
from repdesk.desk.custom_fields_writing import define_field
from repdesk.desk.customers import all_accounts, person
from repdesk.desk.demo import make_demo
from repdesk.desk.filter_facts import found, own_fields
from repdesk.desk.filtering import matching, read_filter
from repdesk.desk.opening import open_book
from repdesk.desk.ordering import in_order, read_order
from repdesk.desk.sheet import Sheet
from repdesk.errors import RepdeskError
from repdesk.rules.completeness import Facts
from repdesk.rules.filters.fields import FIELDS
from repdesk.rules.types import GRADES, SOURCES, ContractStatus, Outcome
from repdesk.widgets.book_list import LOOKS
from tests.desk.making import MONDAY, SetClock, a_book, fill

PEOPLE: tuple[dict[str, object], ...] = (
    {"name": "赵氏", "stage": 3, "estimate": 5_000_00, "currency": "CNY", "kp": "王五", "region": "北京"},
    {"name": "安达", "stage": 1, "estimate": 7_000_00, "currency": "EUR", "owner": "李"},
    {"name": "Beta", "stage": 5, "next": {"day": "2026-11-26", "promised": 1}, "notes": "VIP, calls back"},
    {"name": "alpha", "do_not_call_on": "2026-11-01", "phones": ["+8613800138000"]},
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "book.db"
    make_demo(path, accounts=120, seed=5, clock=Clock(MONDAY, standing=True))
    return path


def test_cells_of_a_few_are_those_of_all_and_rows_have_them_in_order(demo: Path) -> None:
    book = open_book(demo, SetClock())
    few, whole = Sheet(book), Sheet(book)
    some = list(whole.accounts)[5:25]
    for column in all_columns(book):
        cells = column.cells(whole)
        assert [column.cells(few, some).get(number) for number in some] == [cells.get(number) for number in some]
        assert all(isinstance(column.shown(cell, few.today), str) for cell in cells.values())
    rows = [*value_rows(whole, COLUMNS, some, at_once=7)]
    assert [row[0] for row in rows] == some
    book.close()


def test_columns_agree_with_the_card_and_with_the_list_of_all(demo: Path) -> None:
    book = open_book(demo, SetClock())
    sheet = Sheet(book)
    known = {column.name: column.cells(sheet) for column in COLUMNS}
    for one in all_accounts(book):
        number, who = one.account.id, person(book, one.account.id)
        assert known["name"][number] == one.name
        assert known["grade"][number] == one.grade.grade
        assert known["stage"][number].stage == one.stage
        assert known["kp"].get(number, "") == one.contact
        complete = known["complete"][number]
        assert (complete.points, complete.missing, complete.stale) == (who.completeness, who.missing, who.stale)
        dial = known["phone"].get(number)
        assert (dial is not None and not dial.barred) is any(phone.ok for phone in one.phones)
    book.close()


def test_every_field_of_a_filter_finds_something_it_can_compare(demo: Path) -> None:
    book = open_book(demo, SetClock())
    sheet = Sheet(book)
    for field in FIELDS:
        values = found(sheet, field)
        assert all(isinstance(value, tuple) for value in values.values()), field.name
        assert values.keys() <= sheet.accounts.keys()
    book.close()


@pytest.mark.parametrize(("text", "order"), [
    ("name", ["alpha", "Beta", "安达", "赵氏"]),  # Chinese by pinyin, behind Latin
    ("-name", ["赵氏", "安达", "Beta", "alpha"]),
    ("-value", ["安达", "赵氏", "Beta", "alpha"]),  # who has none comes last, both ways
    ("value", ["赵氏", "安达", "Beta", "alpha"]),
    ("next_call", ["Beta", "赵氏", "安达", "alpha"]),
    ("-untouched", ["赵氏", "安达", "alpha", "Beta"]),  # never called: for ever
    ("untouched", ["Beta", "赵氏", "安达", "alpha"]),
    ("owner-", ["安达", "赵氏", "Beta", "alpha"]),
])  # fmt: skip
def test_an_order_stands_up_and_down(text: str, order: list[str], tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, *map(dict, PEOPLE))
        log_call(book, ids[2], Outcome.NO_ANSWER)
        names = dict(zip(ids, (one["name"] for one in PEOPLE), strict=True))
        assert [names[number] for number in in_order(Sheet(book), ids, read_order(book, text))] == order


@pytest.mark.parametrize(("query", "names"), [
    ("", ["赵氏", "安达", "Beta", "alpha"]),
    ("grade:A", ["Beta"]),
    ("kp:王", ["赵氏"]),
    ("kp:none", ["安达", "Beta", "alpha"]),
    ("owner:李", ["安达"]),
    ("note:vip", ["Beta"]),
    ("tag:展会", ["赵氏", "Beta"]),
    ("-tag:展会 -dnc:yes", ["安达"]),
    ("tag:展", []),
    ("dnc:yes", ["alpha"]),
    ("callable:no", ["alpha"]),
    ("amount>=6000", ["安达"]),
    ("missing:kp", ["安达", "Beta", "alpha"]),
    ("calls:1", ["赵氏"]),
    ("today:no dnc:no", ["Beta"]),  # promised for Thursday
    ("created:today", ["赵氏", "安达", "Beta", "alpha"]),
    ("id:1,3", ["赵氏", "Beta"]),
    ("楼层>=2", ["赵氏"]),
    ("my.楼层:none", ["安达", "Beta", "alpha"]),
    ("续约日<2027-02-01", ["安达"]),
    ("source:none", ["赵氏", "安达", "Beta", "alpha"]),
])  # fmt: skip
def test_a_filter_finds_what_is_on_record(query: str, names: list[str], tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, *map(dict, PEOPLE))
        add_tags(book, ids[0], "展会")
        add_tags(book, ids[2], "展会，老客户")
        for name, kind, owner, value in (("楼 层", "number", ids[0], "2.5"), ("续约日", "date", ids[1], "2027-01-15")):
            _change, field = define_field(book, name, kind)  # type: ignore[arg-type]
            set_custom(book, owner, field, value)
        log_call(book, ids[0], Outcome.NO_ANSWER)
        by_id = dict(zip(ids, (one["name"] for one in PEOPLE), strict=True))
        assert [by_id[number] for number in sorted(matching(Sheet(book), read_filter(book, query)))] == names
        assert {field.shown for field in own_fields(book)} == {"楼层", "续约日"}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_whatever_heads_a_column_and_stands_in_it_is_understood_by_a_filter(
    language: str, tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_LANG", language)
    i18n._translations.cache_clear()
    with a_book(tmp_book) as book:
        for column in COLUMNS:
            drawn = LOOKS[column.name].heading if column.name in LOOKS else ""
            for heading in filter(None, (column.name, column.title, drawn and i18n._(drawn))):
                key = heading.replace(" ", "")
                value = "yes" if column.kind == "flag" else "A" if column.name == "grade" else "none"
                assert read_filter(book, f"{key}:{value}").conditions[0].negated is False, heading
        values: dict[str, Iterable[str]] = {
            "stage": map(wording.stage, range(8)),
            "intent": map(wording.intent, range(1, 6)),
            "grade": map(wording.grade, GRADES),
            "contract": [wording.contract_status(one) for one in get_args(ContractStatus)],
            "source": map(wording.source, SOURCES),
        }
        if language == "zh_CN":
            values["missing"] = map(wording.missing, (fact.name for fact in fields(Facts)))
        for field, words in values.items():
            wanted = [read_filter(book, f'{field}:"{word}"').conditions[0].values[0] for word in words]
            assert len(set(wanted)) == len(wanted)
            assert all(str(one).isascii() for one in wanted), field


def test_own_fields_are_columns_by_their_name(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (number,) = fill(book, {"name": "only"})
        _change, field = define_field(book, "楼层", "number")
        set_custom(book, number, field, "1,200.50")
        column, sheet = column_named(book, "楼层"), Sheet(book)
        assert (column.title, column.kind) == ("楼层", "number")
        assert column.value(column.cells(sheet)[number]) == Decimal("1200.5")
        assert column_named(book, "Days Untouched").name == "untouched"
        with pytest.raises(RepdeskError, match="shoe"):
            column_named(book, "shoe")
