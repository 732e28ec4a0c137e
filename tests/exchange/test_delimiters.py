"""The sign between cells, found out among notes that hold all the other signs."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest

from repdesk.errors import RepdeskError
from repdesk.exchange.delimiters import delimiter_of
from repdesk.exchange.reading import Reading
from repdesk.exchange.table import read_table

NOTES = (
    *("call, then 10:30", "a;b", "9:00-17:00", "x|y", "http://a.b/c?d=e&f", "1.234,50", "2026/11/05", "~100", "^"),
    *("下周，再打；价格、贵", "#1 / 2*3", "Smith, John", "", "", "ok"),
)
HEADS = (
    ("客户名称", "联系人", "电话", "备注"),
    ("Company", "Phone", "Notes"),
    ("Name", "Tel", "Email"),
    ("Naam", "Plaats"),
)


@pytest.mark.parametrize(
    "delimiter", [",", ";", "\t", "|", ":", "^", "~", "，", "；", "、", "\x1f", "\x01", "!", "$", "*"]
)
def test_any_delimiter_is_found_out(delimiter: str) -> None:
    for seed in range(60):
        chance = random.Random(seed)
        head = chance.choice(HEADS)
        out = io.StringIO(newline="")
        table = csv.writer(out, delimiter=delimiter, quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        table.writerow(head)
        for number in range(chance.randrange(1, 30)):
            table.writerow([chance.choice([*NOTES, f"Alder {number}", "Birch", "Cedar"]) for _cell in head])
        assert delimiter_of(out.getvalue()) == delimiter, seed


def test_a_single_column_is_not_cut_up() -> None:
    for cell in ("010-62480905/13800138000", "+44 20 7949 7188", "13800138000; 13900139000"):
        assert delimiter_of(f"Phone\n{cell}\n{cell}\n") == ","


def test_what_was_said_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Company,a;Phone\nA;1\n", "utf-8")
    assert [one.heading for one in read_table(path, Reading(delimiter=";")).columns] == ["Company,a", "Phone"]
    for wrong in ("||", '"', "\n"):
        with pytest.raises(RepdeskError, match="no delimiter"):
            read_table(path, Reading(delimiter=wrong))


def test_the_row_of_headings_may_be_said(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Alder,1\nBirch,2\nfoo,bar\nCedar,3\n", "utf-8")
    said = read_table(path, Reading(heading_row=3))
    assert ([one.heading for one in said.columns], said.above, said.rows) == (
        ["foo", "bar"],
        (1, 2),
        [(4, ("Cedar", "3"))],
    )
    bare = read_table(path, Reading(heading_row=0))
    assert ([one.heading for one in bare.columns], bare.rows[0]) == (["A", "B"], (1, ("Alder", "1")))
    with pytest.raises(RepdeskError, match="no such row"):
        read_table(path, Reading(heading_row=5))
