"""The commands duplicates, merge and apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import Shell


@pytest.fixture
def twice(shell: Shell, tmp_path: Path) -> Shell:
    """Return a shell on a book in which one customer is there twice."""
    file = tmp_path / "book.csv"
    rows = (
        "荣泰科技,陈英娜,13800138001,北京,要报价",
        "榮泰科技有限公司,刘强,13800138002,北京市,",
        "楚商,刘娜,13800138003,上海,",
    )
    file.write_text("\n".join(["客户名称,联系人,电话,地区,备注", *rows]), encoding="utf-8")
    shell.ok("import", file)
    return shell


def test_duplicates_are_listed_with_what_speaks_for_them(twice: Shell) -> None:
    (pair,) = twice.json("duplicates")["pairs"]
    assert (pair["first"]["account_id"], pair["second"]["account_id"], pair["level"]) == (1, 2, "likely")
    assert [reason["code"] for reason in pair["reasons"]] == ["same_name", "same_place"]
    assert "1 荣泰科技  =  2 榮泰科技有限公司" in twice.ok("duplicates")
    twice.ok("apart", 2, 1)
    assert twice.json("duplicates")["pairs"] == []
    assert twice.ok("duplicates") == "Nobody seems to be in the book twice.\n"


def test_two_are_made_one_and_two_again(twice: Shell) -> None:
    done = twice.json("merge", 1, 2, "--take", "name=gone", "--yes")
    assert (done["account_id"], done["gone"]) == (1, 2)
    shown = twice.json("accounts")
    assert [account["name"] for account in shown] == ["榮泰科技有限公司", "楚商"]
    twice.ok("undo")
    assert len(twice.json("accounts")) == 3
    assert "is one with 荣泰科技 now, customer 1" in twice.ok("merge", 1, 2, "--yes")


def test_nobody_is_merged_without_a_yes(twice: Shell) -> None:
    code, out, err = twice.run("merge", 1, 2)
    assert (code, err) == (1, "Nothing was changed; --yes does it.\n")
    assert "刘强" in out
    assert twice.run("merge", 1, 2, "--json")[:2] == (1, "")
    assert len(twice.json("accounts")) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", 1, 1, "--yes"), "itself"),
        (("merge", 1, 99, "--yes"), "There is no account 99"),
        (("merge", 1, 2, "--take", "name", "--yes"), "--take FIELD=gone"),
        (("merge", 1, 2, "--take", "colour=gone", "--yes"), "No field is called colour"),
        (("apart", 1, 1), "itself"),
        (("apart", 1, 99), "There is no account 99"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(twice: Shell, words: tuple[object, ...], said: str) -> None:
    assert said in twice.refused(*words)
    assert len(twice.json("accounts")) == 3
