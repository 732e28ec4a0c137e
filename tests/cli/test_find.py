from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Shell
from tests.desk.making import a_book, fill, find


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    path = tmp_path / "book.db"
    with a_book(path) as book:
        fill(
            book,
            {"name": "荣泰科技", "kp": "单田芳", "phones": ["+8613800138000"]},
            {"name": "Alder Ltd", "phones": ["+442079497188"], "notes": "price\ntoo high"},
            {"name": "容泰\x1b[31m商行", "stage": 5, "phones": ["+8613911112222"]},
        )
    return Shell(path, capsys)


def test_whom_one_means_is_printed_the_best_first(shell: Shell) -> None:
    assert shell.ok("find", "荣泰").splitlines()[0].split() == ["1", "C", "荣泰科技", "1", "new"]
    assert [line.split()[0] for line in shell.ok("find", "rongtai").splitlines()] == ["1", "3"]
    assert "+86 138 0013 8000" in shell.ok("find", "138", "0013")
    assert "price too high" in shell.ok("find", "too", "high")
    assert "\x1b" not in shell.ok("find", "合同")
    assert shell.ok("find", "rongtai", "--limit", "1").count("\n") == 1


def test_scripts_get_what_matched_and_where(shell: Shell) -> None:
    (found,) = shell.json("find", "8000")
    assert (found["id"], found["field"], found["how"]) == (1, "number", "start")
    ((begin, end),) = found["marks"]
    assert found["matched"][begin:end] == "8000"


def test_nobody_is_an_answer_a_script_can_ask_for(shell: Shell) -> None:
    assert shell.run("find", "xyzzy") == (1, "nobody found\n", "")
    assert shell.run("find", "xyzzy", "--json") == (1, "[]\n", "")


@pytest.mark.parametrize("typed", ["荣泰", "rongtai", "8000", "alder", "5", "price", "rt", "aldre", "单"])
def test_the_order_is_that_of_the_app(shell: Shell, typed: str) -> None:
    with a_book(shell.book) as book:
        book.search.make()
        in_app = [found.account_id for found in find(book, typed)]
    assert [found["id"] for found in shell.json("find", typed)] == in_app
