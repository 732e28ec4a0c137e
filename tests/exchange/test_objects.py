"""JSON as rows: lists of other programs, and our own export brought into a book that holds customers already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from repdesk.desk.demo import make_demo
from repdesk.desk.exporting import export
from repdesk.desk.importing import import_file
from repdesk.desk.opening import open_book
from repdesk.errors import RepdeskError
from repdesk.exchange.limits import COLUMNS
from repdesk.exchange.objects import records_of
from tests.desk.making import SetClock, a_book, fill


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("a", "a"),
        (None, ""),
        (True, "true"),
        (13800138000, "13800138000"),
        (13800138000.0, "13800138000"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (["1", None, 2], "1, 2"),
        ([{"a": 1}], '[{"a": 1}]'),
        ([], ""),
    ],
)
def test_a_value_is_a_cell(value: object, cell: str) -> None:
    assert records_of(json.dumps([{"name": value}])) == [("name",), (cell,)]


def test_objects_within_one_are_columns_and_missing_ones_blank() -> None:
    one = {"name": "A", "address": {"city": "Leeds", "more": {"code": {"old": 1}}}}
    head, first, second = records_of(json.dumps([one, {"name": "B", "size": 5}]))
    assert head == ("name", "address.city", "address.more.code", "size")
    assert (first, second) == (("A", "Leeds", '{"old": 1}', ""), ("B", "", "", "5"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": [{"b": 1}], "c": [{"d": 1}]}', "no list of customers"),
        ("[1, 2]", "no list of customers"),
        ("[]", "no list of customers"),
        ("[" * 100_000, "no list of customers"),
        ('[{"a": 1}\n,{"b" 2}]', "from line 2 on"),
        (json.dumps([{str(number): 1 for number in range(COLUMNS + 1)}]), "more than 512 columns"),
        ('{"format": "repdesk export", "version": 1, "tables": {"account": [{}]}}', "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(text: str, said: str) -> None:
    with pytest.raises(RepdeskError) as caught:
        records_of(text)
    assert said in caught.value.line


KEPT = """
SELECT name, industry, size, region, stage, intent, need, obstacle,
  (SELECT group_concat(number) FROM (SELECT e164 || 'x' || extension AS number FROM live_phone
   WHERE account_id = account.id AND bad_on IS NULL ORDER BY e164)),
  (SELECT name || title || email FROM live_contact WHERE account_id = account.id ORDER BY is_kp DESC, id LIMIT 1),
  (SELECT day || coalesce(clock, '') FROM live_next_call WHERE account_id = account.id),
  (SELECT max(end_on) FROM live_contract WHERE account_id = account.id)
FROM live_account AS account WHERE name <> '荣泰' ORDER BY 1, 9
"""


def test_an_export_is_brought_into_a_book_with_customers(tmp_path: Path) -> None:
    whole = tmp_path / "whole.json"
    make_demo(tmp_path / "demo.db", accounts=40, seed=3, clock=SetClock())
    demo = open_book(tmp_path / "demo.db", SetClock())
    try:
        export(demo, whole)
        before = demo.read().execute(KEPT).fetchall()
    finally:
        demo.close()
    with a_book(tmp_path / "book.db") as book:
        fill(book, {"name": "荣泰"})
        report = import_file(whole, lambda: book)
        assert (report.rejected, report.created) == (0, 40)
        assert list(map(tuple, book.read().execute(KEPT))) == list(map(tuple, before))
        assert import_file(whole, lambda: book).change_id is None
