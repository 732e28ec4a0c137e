from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repdesk.desk.importing import import_file
from repdesk.desk.importing import look as look_at
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from tests.desk.importing_books import ask, counts, imported, listed, spreadsheet
from tests.desk.making import MONDAY, a_book

HEAD = [
    "客户名称",
    "联系人",
    "电话",
    "销售进程",
    "成交意向",
    "合同开始",
    "合同到期",
    "合同金额",
    "上次联系",
    "下次联系",
    "备注",
]


def row(**cells: str) -> list[str]:
    """Return a row of `HEAD`, its cells named."""
    return [cells.get(heading, "") for heading in HEAD]


def look(file: Path) -> tuple[dict[str, int], list[tuple[int, str | None, str]]]:
    report = look_at(file, None, now=MONDAY).report
    return counts(report), listed(report)


def test_a_row_becomes_an_account_with_all_it_says(tmp_path: Path, tmp_book: Path) -> None:
    cells = row(
        客户名称="  荣泰科技  ",
        联系人="刘超静",
        电话="17380643125/010-60643125转801",
        销售进程="6 合同中",
        成交意向="成交意向好",
        合同开始="2026年1月23日",
        合同到期="46409",
        合同金额="¥5.5万",
        上次联系="2026/11/20",
        下次联系="2026-11-27 15:00",
        备注="老客户",
    )
    report = imported(spreadsheet(tmp_path / "a.csv", [HEAD, cells]), tmp_book)
    assert (counts(report), report.problems) == ({"created": 1}, [])
    assert ask(tmp_book, "SELECT name, stage, intent, notes, estimate FROM live_account") == [
        ("荣泰科技", 6, 4, "老客户", None)
    ]
    assert ask(tmp_book, "SELECT name, is_kp FROM live_contact") == [("刘超静", 1)]
    assert ask(tmp_book, "SELECT e164, raw, extension FROM live_phone") == [
        ("+8617380643125", "17380643125", ""),
        ("+861060643125", "010-60643125转801", "801"),
    ]
    assert ask(tmp_book, "SELECT status, start_on, end_on, amount, currency FROM live_contract") == [
        ("signed", "2026-01-23", "2027-01-22", 5_500_000, "CNY")
    ]
    assert ask(tmp_book, "SELECT outcome, imported, day, at, spoke, kp FROM live_call") == [
        ("contact", 1, "2026-11-20", "2026-11-20T04:00:00.000000Z", None, None)
    ]
    assert ask(tmp_book, "SELECT day, clock, promised, set_by FROM live_next_call") == [
        ("2026-11-27", "15:00", 0, "import")
    ]
    assert ask(tmp_book, "SELECT field, before, after, why FROM live_history") == [("stage", None, "6", "import")]


def test_a_book_by_a_name_alone(tmp_path: Path, tmp_book: Path) -> None:
    imported(spreadsheet(tmp_path / "a.csv", [["Company"], ["Alder Ltd"]]), tmp_book)
    assert ask(tmp_book, "SELECT name, stage, intent FROM live_account") == [("Alder Ltd", 1, None)]
    assert ask(tmp_book, "SELECT count(*) FROM live_contact") == [(0,)]


def test_every_row_is_counted_and_what_was_not_taken_is_listed(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(客户名称="甲", 电话="13800138000"),
        row(),
        row(客户名称="合计", 合同金额="123456.00"),
        row(客户名称="甲", 电话="138-0013-8000"),
        row(客户名称="乙", 电话="13800138000"),
        row(电话="13900139000"),
        row(联系人="王"),
        row(电话="12345"),
    ]
    found, problems = look(spreadsheet(tmp_path / "a.csv", rows))
    assert found == {"created": 3, "merged": 1, "skipped": 2, "rejected": 2}
    assert problems == [
        (3, None, "skipped"),
        (4, None, "skipped"),
        (5, None, "merged into row 2"),
        (6, "电话", "kept as an account of its own"),
        (7, None, "kept under its phone"),
        (8, None, "rejected"),
        (9, None, "rejected"),
    ]


@pytest.mark.parametrize("name", ["合计", "总计：", "Total", "SUBTOTAL", "Grand total"])
def test_a_row_of_totals_is_one_only_without_a_phone(tmp_path: Path, name: str) -> None:
    rows = [["Company", "Phone", "Contract value"], [name, "", "5"], [name, "+442079497188", "5"]]
    assert look(spreadsheet(tmp_path / "a.csv", rows))[0] == {"created": 1, "skipped": 1}


@pytest.mark.parametrize(
    ("heading", "text", "column"),
    [
        ("电话", "12345", "(SELECT count(*) FROM live_phone) || ''"),
        ("销售进程", "-1", "(stage = 1) || ''"),
        ("成交意向", "9", "coalesce(intent, 0) || ''"),
        ("合同开始", "soon", "(SELECT count(*) FROM live_contract) || ''"),
        ("合同到期", "31/31/2026", "(SELECT count(*) FROM live_contract) || ''"),
        ("合同金额", "待定", "(SELECT count(*) FROM live_contract) || ''"),
        ("上次联系", "2026-02-30", "(SELECT count(*) FROM live_call) || ''"),
        ("上次联系", "2026-11-24", "(SELECT count(*) FROM live_call) || ''"),
        ("下次联系", "年底", "(SELECT count(*) FROM live_next_call) || ''"),
    ],
)
def test_a_bad_cell_keeps_the_row_and_its_text(
    tmp_path: Path, tmp_book: Path, heading: str, text: str, column: str
) -> None:
    report = imported(
        spreadsheet(tmp_path / "a.csv", [HEAD, row(客户名称="甲", 备注="旧", **{heading: text})]), tmp_book
    )
    assert counts(report) == {"created": 1}
    assert [(one.row, one.column, one.value) for one in report.problems] == [(2, heading, text)]
    ((notes, left),) = ask(tmp_book, f"SELECT notes, {column} FROM live_account")  # noqa: S608 (text of this test)
    assert notes == f"旧\n{heading}: {text}"
    assert left == ("1" if heading == "销售进程" else "0")


def test_a_contract_that_ends_before_it_starts(tmp_path: Path, tmp_book: Path) -> None:
    cells = row(客户名称="甲", 合同开始="2026-05-01", 合同到期="2026-04-30")
    report = imported(spreadsheet(tmp_path / "a.csv", [HEAD, cells]), tmp_book)
    assert [(one.column, one.value) for one in report.problems] == [("合同到期", "2026-04-30")]
    assert ask(tmp_book, "SELECT start_on, end_on FROM live_contract") == [("2026-05-01", None)]
    assert ask(tmp_book, "SELECT notes FROM live_account") == [("合同到期: 2026-04-30",)]


def test_what_an_amount_without_dates_is(tmp_path: Path, tmp_book: Path) -> None:
    rows = [HEAD, *(row(客户名称=stage, 销售进程=stage, 合同金额="100") for stage in ("3", "5", "6", "7"))]
    imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    found = ask(
        tmp_book,
        "SELECT a.stage, a.estimate, c.status, c.amount FROM account a LEFT JOIN contract c ON c.account_id = a.id",
    )
    assert found == [
        (3, 10000, None, None),
        (5, None, "sent", 10000),
        (6, None, "signed", 10000),
        (7, None, "signed", 10000),
    ]


def test_rows_of_one_customer_are_one_and_nothing_of_them_is_lost(tmp_path: Path, tmp_book: Path) -> None:
    rows = [
        HEAD,
        row(客户名称="甲公司", 联系人="张", 电话="13800138000", 备注="一"),
        row(客户名称="甲 公司\u200b", 联系人="李", 电话="13800138000/13900139000", 成交意向="3", 备注="二"),
        row(客户名称="甲公司", 电话="13900139000", 备注="一"),
    ]
    report = imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    assert counts(report) == {"created": 1, "merged": 2}
    assert ask(tmp_book, "SELECT name, intent FROM live_account") == [("甲公司", 3)]
    assert ask(tmp_book, "SELECT e164 FROM live_phone") == [("+8613800138000",), ("+8613900139000",)]
    assert ask(tmp_book, "SELECT name, is_kp FROM live_contact") == [("张", 1), ("李", 0)]
    ((notes,),) = ask(tmp_book, "SELECT notes FROM live_account")
    assert str(notes).split("\n") == ["一", "二", "客户名称: 甲 公司\u200b"]
    assert [(one.row, one.action) for one in report.problems] == [
        (3, "merged into row 2, what differs is in its notes"),
        (4, "merged into row 2"),
    ]


def test_the_same_name_without_numbers_is_one_but_another_number_is_another(tmp_path: Path) -> None:
    rows = [["Company", "Phone"], ["A", ""], ["a", ""], ["A", "+442079497188"], ["Ａ", "+442079497189"]]
    assert look(spreadsheet(tmp_path / "a.csv", rows))[0] == {"created": 3, "merged": 1}


def test_names_are_stored_as_given_and_steering_signs_are_shown(tmp_path: Path, tmp_book: Path) -> None:
    names = ["[/oops]", "=1+1", "-A", "@B", "🚀 C", "D\u200b", '"E"', "F,F", "\u202eG", "H\x1b[31m"]
    report = imported(spreadsheet(tmp_path / "a.csv", [["Company"], *([name] for name in names)]), tmp_book)
    kept = [str(name) for (name,) in ask(tmp_book, "SELECT name FROM live_account ORDER BY id")]
    assert kept == [*names[:8], "␦G", "H␛[31m"]
    assert [(one.row, one.value, one.action) for one in report.problems] == [
        (10, "␦G", "replaced by visible signs"),
        (11, "H␛[31m", "replaced by visible signs"),
    ]


def test_columns_without_a_field_become_fields_of_the_reps_own(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["Company", "Grade", "Notes", "Title"], ["A", "B+", "old friend", "CEO"]]
    report = imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    assert report.columns == {"Company": "name", "Grade": "custom:Grade", "Notes": "notes", "Title": "title"}
    assert ask(tmp_book, "SELECT notes FROM live_account") == [("old friend\nTitle: CEO",)]
    assert ask(
        tmp_book, "SELECT name, kind, value FROM live_custom_field f JOIN live_custom_value ON field_id = f.id"
    ) == [("Grade", "text", "B+")]


def test_the_country_of_the_numbers_is_said_and_kept(tmp_path: Path, tmp_book: Path) -> None:
    file = spreadsheet(tmp_path / "a.csv", [["Company", "Phone"], ["A", "13800138000"]])
    report = imported(file, tmp_book)
    assert ["CN" in note for note in report.notes] == [True]
    assert ask(tmp_book, "SELECT key, value FROM live_setting") == [("phone_region", "CN")]
    later = imported(spreadsheet(tmp_path / "b.csv", [["Company", "Phone"], ["B", "010-62480905"]]), tmp_book)
    assert (counts(later), later.problems, later.notes) == ({"created": 1}, [], [])


def test_a_currency_that_some_amounts_name_is_that_of_the_others(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["Company", "Amount"], ["A", "£5"], ["B", "6"]]
    imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    assert ask(tmp_book, "SELECT estimate, currency FROM live_account") == [(500, "GBP"), (600, "GBP")]


def test_where_leads_came_from(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["客户名称", "来源"], ["甲", "转介绍"], ["乙", "火星"], ["丙", "转介绍"]]
    imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    assert ask(tmp_book, "SELECT kind, name FROM lead_source") == [("referral", "转介绍"), ("other", "火星")]
    assert ask(tmp_book, "SELECT source_id FROM live_account ORDER BY id") == [(1,), (2,), (1,)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_every_encoding_gives_the_same_book(tmp_path: Path, encoding: str) -> None:
    rows = [["客戶", "地址", "手機"], ["榮泰科技", "北京市", "13800138000"], ["華視", "上海市", "13900139000"]]
    report = look_at(spreadsheet(tmp_path / "a.csv", rows, encoding), None, now=MONDAY).report
    assert (counts(report), report.problems) == ({"created": 2}, [])
    assert report.encoding == encoding.removesuffix("-sig")


def test_a_bad_file_makes_no_book(tmp_path: Path, tmp_book: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('Company,Phone\n"A,1\n', encoding="utf-8")
    with pytest.raises(RepdeskError), a_book(tmp_path / "other.db"):
        import_file(file, lambda: pytest.fail("the book was asked for"))
    assert not tmp_book.exists()


def test_one_undo_takes_all_of_it_back(tmp_path: Path, tmp_book: Path) -> None:
    file = spreadsheet(
        tmp_path / "a.csv", [HEAD, row(客户名称="甲", 电话="13800138000", 上次联系="2026-11-20", 下次联系="2026-12-01")]
    )
    imported(file, tmp_book)
    with a_book(tmp_book) as book:
        assert undo(book) is not None
        for view in ("account", "phone", "call", "next_call", "history", "setting"):
            assert ask(tmp_book, f"SELECT count(*) FROM live_{view}") == [(0,)], view  # noqa: S608 (names of this test)
        assert undo(book) is None
    assert counts(imported(file, tmp_book)) == {"created": 1}


def test_the_progress_goes_up_to_the_end(tmp_path: Path, tmp_book: Path) -> None:
    file = spreadsheet(tmp_path / "a.csv", [["Company"], *([f"A{n}"] for n in range(1200))])
    seen: list[tuple[int, int]] = []
    with a_book(tmp_book) as book:
        import_file(file, lambda: book, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert len(seen) > 4
    assert seen[-1][0] == seen[-1][1]


def test_a_dry_run_loads_no_orm(tmp_path: Path) -> None:
    file = spreadsheet(tmp_path / "a.csv", [["Company", "Phone"], ["A", "13800138000"]])
    code = (
        "import sys, datetime, pathlib; from repdesk.desk.importing import look;"
        "look(pathlib.Path(sys.argv[1]), None, now=datetime.datetime(2026, 11, 23));"
        "print([name for name in ('sqlmodel', 'sqlalchemy', 'textual') if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
    assert list(tmp_path.glob("*.db")) == []


CELL = st.sampled_from(
    ["", "甲", "乙", "13800138000", "13900139000/010-62480905", "12345", "合计", "2026-11-20", "9", "x\x1by", "[/]"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=len(HEAD), max_size=len(HEAD)), max_size=8))
def test_no_row_ever_vanishes(tmp_path: Path, rows: list[list[str]]) -> None:
    report = look_at(spreadsheet(tmp_path / "a.csv", [HEAD, *rows]), None, now=MONDAY).report
    assert report.rows == len(rows)
    assert {one.row for one in report.problems} <= set(range(2, len(rows) + 2))
    aside = {one.row for one in report.problems if one.column is None and not one.action.startswith("kept")}
    assert len(aside) == report.merged + report.skipped + report.rejected


def test_a_stray_zero_byte_is_replaced_and_listed(tmp_path: Path, tmp_book: Path) -> None:
    file = spreadsheet(tmp_path / "book.csv", [["Company", "Phone", "Notes"], ["Alder", "13800138000", "ask\0 Ann"]])
    report = imported(file, tmp_book)
    assert ask(tmp_book, "SELECT name, notes FROM live_account") == [("Alder", "ask\u2400 Ann")]
    assert [(row, column) for row, column, _action in listed(report)] == [(2, "Notes")]
