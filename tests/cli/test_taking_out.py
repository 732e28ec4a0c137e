"""Taking out from the shell: files of every kind, paper, hand-overs and the calendar that follows the book."""

from __future__ import annotations

import csv
import json
import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import Shell


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_list_goes_out_as_its_name_ends(stocked: Shell, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "vcf", "json"):
        said = stocked.ok("export", tmp_path / f"a.{ending}", "--where", "stage>=3")
        assert "3 customers" in said
        assert "unprotected" in said
    assert [row["Company name"] for row in rows_of(tmp_path / "a.csv")] == ["荣泰科技", "[/oops]", "'=1+1"]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["荣泰科技", "[/oops]", "=1+1"]
    assert (tmp_path / "a.vcf").read_text("utf-8").count("BEGIN:VCARD") == 3
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["scope"] == "accounts"


def test_columns_order_and_delimiter_are_as_asked(stocked: Shell, tmp_path: Path) -> None:
    out = tmp_path / "b.csv"
    stocked.ok(
        "export", out, "--where", "stage>=3", "--columns", "name, phone ,score", "--sort=-id", "--delimiter", ";"
    )
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[0] == '"Company name";"Phone";"repdesk: score"'
    assert [line.split(";")[:2] for line in lines[1:]] == [
        ['"\'=1+1"', '"+86 138 0013 8005"'],
        ['"[/oops]"', '"+86 138 0013 8004"'],
        ['"荣泰科技"', '"+86 138 0013 8001"'],
    ]
    plain = stocked.json("export", tmp_path / "c.json", "--today", "--as", "json", "--columns", "name,stage")
    assert plain["form"] == "json"
    assert set(json.loads((tmp_path / "c.json").read_text("utf-8"))[0]) == {"name", "stage"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("x.doc", "--all"), "What kind of file"),
        (("x.csv", "--all", "--as", "word"), "csv, xlsx"),
        (("x.csv", "--all", "--columns", "nix"), "No column is called nix"),
        (("x.csv", "--where", "nix:1"), "No field is called nix"),
        (("x.csv", "--view", "nix"), "There is no view nix"),
        (("x.csv", "--account", "99"), "There is no account 99"),
        (("x.json", "--account", "99"), "There is no account 99"),
        (("x.csv", "--all", "--delimiter", "a"), "kept apart by"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    stocked: Shell, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in stocked.refused("export", tmp_path / words[0], *words[1:])
    assert not (tmp_path / words[0]).exists()


def test_one_says_whom_and_only_once(stocked: Shell, tmp_path: Path) -> None:
    stocked.refused("export", tmp_path / "x.csv", code=2)
    stocked.refused("export", tmp_path / "x.csv", "--all", "--today", code=2)


def test_todays_list_on_paper(stocked: Shell, tmp_path: Path) -> None:
    stocked.ok("log", 2, "t", "--note", "<b>价格</b> & 要再谈\n月底")
    stocked.ok("next", 2, "today 16:00", "--promised")
    text = stocked.ok("print")
    assert text.startswith("Calls for Mon 23 Nov 2026")
    assert "+86 138 0013 8002   +86 10 6248 0905" in text
    assert "<b>价格</b> & 要再谈" in text
    assert "____" in text
    assert max(map(len, text.splitlines())) <= 78
    stocked.ok("print", tmp_path / "today.html")
    page = (tmp_path / "today.html").read_text("utf-8")
    assert "&lt;b&gt;价格&lt;/b&gt; &amp; 要再谈\n月底" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "@page { size: A4" in page
    assert page.count('<tr class="write">') == len(stocked.json("print")["calls"])
    assert stat.S_IMODE((tmp_path / "today.html").stat().st_mode) == 0o600
    assert "already" in stocked.refused("print", tmp_path / "today.html")


def test_a_number_that_must_not_be_called_is_not_on_paper(stocked: Shell) -> None:
    stocked.ok("log", 1, "d")
    assert "13800138001" not in stocked.ok("print").replace(" ", "")


def test_a_hand_over_holds_all_of_the_chosen_and_nothing_of_others(stocked: Shell, tmp_path: Path) -> None:
    stocked.ok("log", 1, "t", "--note", "<i>三年期</i>", "--next", "+3d", "--promised")
    stocked.ok("log", 4, "d")
    made = stocked.json("handover", tmp_path / "pack", "--where", "stage>=3")
    assert made["accounts"] == 3
    files = {
        str(path.relative_to(tmp_path / "pack")): path for path in (tmp_path / "pack").rglob("*") if path.is_file()
    }
    assert sorted(files) == [
        "customers.xlsx",
        "customers/0001 荣泰科技.html",
        "customers/0004 [ oops].html",
        "customers/0005 =1+1.html",
        "index.html",
        "repdesk.json",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    assert stat.S_IMODE((tmp_path / "pack").stat().st_mode) == 0o700
    page = files["customers/0001 荣泰科技.html"].read_text("utf-8")
    assert "&lt;i&gt;三年期&lt;/i&gt;" in page
    assert "Next call: Thu 26 Nov, promised" in page
    assert "DO NOT CALL" in files["customers/0004 [ oops].html"].read_text("utf-8")
    index = files["index.html"].read_text("utf-8")
    assert "DO NOT CALL" in index
    assert 'href="customers/0001%20%E8%8D%A3' in index
    book = openpyxl.load_workbook(files["customers.xlsx"])
    assert book.sheetnames == ["Customers", "People", "Numbers", "Contracts", "Open deals", "Calls", "Next calls"]
    numbers = {row[2]: row[5] for row in book["Numbers"].iter_rows(min_row=2, values_only=True)}
    assert numbers["+86 138 0013 8004"] == "DO NOT CALL"
    whole = "".join(path.read_bytes().decode(errors="replace") for path in files.values())
    assert "楚商" not in whole
    assert "already" in stocked.refused("handover", tmp_path / "pack", "--today")
    stocked.ok("handover", tmp_path / "pack.zip", "--account", "1")
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        assert packed.testzip() is None
        assert "pack/customers/0001 荣泰科技.html" in packed.namelist()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith((".", "pack"))) == [
        "pack",
        "pack.zip",
    ]


def test_nobody_is_no_hand_over(stocked: Shell, tmp_path: Path) -> None:
    assert "Nobody" in stocked.refused("handover", tmp_path / "none.zip", "--where", "id:99")
    assert not (tmp_path / "none.zip").exists()


def test_a_hand_over_begins_another_book(stocked: Shell, tmp_path: Path) -> None:
    stocked.ok("log", 1, "t", "--note", "三年期")
    stocked.ok("handover", tmp_path / "pack", "--account", "1")
    other = Shell(tmp_path / "other.db", stocked._capsys)
    other.ok("import", tmp_path / "pack" / "repdesk.json")
    assert [one["name"] for one in other.json("accounts")] == ["荣泰科技"]
    assert "三年期" in other.ok("handover", tmp_path / "again", "--all") + (
        next((tmp_path / "again" / "customers").iterdir()).read_text("utf-8")
    )


def test_the_calendar_follows_what_commands_do(stocked: Shell, tmp_path: Path) -> None:
    file = tmp_path / "calls.ics"
    stocked.ok("calendar", tmp_path / "once.ics", "--anonymous")
    assert "荣泰" not in (tmp_path / "once.ics").read_text("utf-8")
    assert "follows the book" in stocked.ok("set", "calendar_file", file)
    assert stocked.json("set")["calendar_names"] == "yes"
    stocked.ok("next", 1, "12-24 15:00")
    assert "20261224T150000" in file.read_text("utf-8")
    stocked.ok("undo")
    assert "20261224T150000" not in file.read_text("utf-8")
    assert "荣泰" in file.read_text("utf-8")
    stocked.ok("forget", 1, "--yes")
    assert "荣泰" not in file.read_text("utf-8")
    more = tmp_path / "more.csv"
    more.write_text("客户名称,电话,下次联系\n新来的,13800138099,2026-12-01\n", encoding="utf-8")
    stocked.ok("import", more)
    assert "新来的" in file.read_text("utf-8")
    stocked.ok("set", "calendar_calls", "promised")
    assert "新来的" not in file.read_text("utf-8")
    assert "all or promised" in stocked.refused("set", "calendar_calls", "some")
    stocked.ok("set", "calendar_calls", "all")
    stocked.ok("set", "calendar_names", "no")
    assert "楚商" not in file.read_text("utf-8")
    file.write_text("mine")
    code, _out, err = stocked.run("next", 3, "+3d")
    assert code == 0
    assert "no calendar of this book" in err
    assert file.read_text() == "mine"
    stocked.ok("set", "calendar_file", "off")
    assert stocked.run("next", 3, "+4d")[2] == ""
    assert stocked.json("set")["calendar_file"] is None
