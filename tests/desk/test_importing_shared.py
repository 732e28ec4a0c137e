"""The two dirty books that the trade has given us."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from repdesk.desk.importing.report import ImportReport
from tests.desk.importing_books import ask, counts, imported

FIELDS = [
    "name",
    "contact",
    "title",
    "phone",
    "industry",
    "region",
    "stage",
    "intent",
    "contract_start",
    "contract_end",
    "contract_amount",
    "last_contact",
    "next_call",
    "need",
    "notes",
    "owner",
]


def values(report: ImportReport, heading: str, action: str) -> set[str]:
    return {one.value for one in report.problems if one.column == heading and one.action.startswith(action)}


@pytest.mark.parametrize(("name", "encoding"), [("book-zh-1000.csv", "gb18030"), ("book-en-1000.xlsx", None)])
def test_a_dirty_book_comes_in_and_a_second_time_changes_nothing(
    shared_data: Path, tmp_book: Path, name: str, encoding: str | None
) -> None:
    report = imported(shared_data / name, tmp_book)
    assert (report.rows, report.encoding, list(report.columns.values())) == (1000, encoding, FIELDS)
    assert ask(tmp_book, "SELECT count(*) FROM live_account") == [(report.created,)]
    assert ask(tmp_book, "SELECT count(*) FROM live_account WHERE trim(name) = ''") == [(0,)]
    assert ask(tmp_book, "SELECT count(*) FROM live_next_call WHERE promised") == [(0,)]
    assert ask(tmp_book, "SELECT count(*) FROM live_contract WHERE end_on IS NULL OR amount IS NULL") == [(0,)]
    again = imported(shared_data / name, tmp_book)
    first = counts(report)
    assert counts(again) == {"unchanged" if key == "created" else key: value for key, value in first.items()}
    assert again.change_id is None


def test_the_chinese_book(shared_data: Path, tmp_book: Path) -> None:
    report = imported(shared_data / "book-zh-1000.csv", tmp_book)
    assert counts(report) == {"created": 970, "merged": 18, "skipped": 12}
    assert values(report, "电话", "left empty") >= {"12345", "无", "152136821", "1362267233999999"}
    assert values(report, "销售进程", "left empty") == {"-1", "9", "??"}
    assert values(report, "上次联系", "left empty") == {"31/31/2026", "2026-02-30", "soon"}
    assert Counter(value for (value,) in ask(tmp_book, "SELECT substr(e164, 1, 3) FROM live_phone")).keys() == {"+86"}
    assert ask(tmp_book, "SELECT count(*) FROM live_account WHERE name LIKE '=HYPERLINK%' OR name LIKE '[%'") == [(7,)]
    assert ask(tmp_book, "SELECT DISTINCT currency FROM live_contract") == [("CNY",)]


def test_the_english_book(shared_data: Path, tmp_book: Path) -> None:
    report = imported(shared_data / "book-en-1000.xlsx", tmp_book)
    assert counts(report) == {"created": 966, "merged": 20, "skipped": 14}
    bad = values(report, "Phone", "left empty")
    assert bad >= {"2079", "call Bob", "n/a", "2079427294000000"}
    assert all(value in {"2079", "call Bob", "n/a"} or len(value) == 16 for value in bad)
    assert Counter(value for (value,) in ask(tmp_book, "SELECT substr(e164, 1, 3) FROM live_phone")).keys() == {"+44"}
    assert ask(tmp_book, "SELECT DISTINCT currency FROM live_contract") == [("GBP",)]
