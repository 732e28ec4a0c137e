"""Drives, numbers, tags and the rep's own fields from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.making import a_book, fill

from .running import Shell


def test_a_drive_has_the_shape_scripts_rely_on(stocked: Shell) -> None:
    assert stocked.json("drives") == []
    begun = stocked.json("drive", "All A", "--where", "grade:A", "--measure", "complete 60", "--by", "2026-12-04")
    assert begun.pop("text") == "on pace: 0 of 2, 2 to go, 1 a working day for 10 days"
    assert begun == {
        "id": 1,
        "name": "All A",
        "where": "grade:A",
        "measure": "complete>=60",
        "target_percent": 100,
        "begun": "2026-11-23",
        "due": "2026-12-04",
        "closed": None,
        "customers": 2,
        "done": 0,
        "needed": 2,
        "since_begun": 0,
        "working_days_left": 10,
        "needed_pace": 1,
        "state": "on_pace",
        "left": [5, 1],
    }
    assert stocked.json("drive", "all a", "--target", "50%")["needed"] == 1
    assert stocked.json("drive", "all a", "--close")["closed"] == "2026-11-23"
    assert stocked.json("drive", "all a", "--reopen")["closed"] is None
    stocked.ok("undo")
    assert stocked.json("drives")[0]["closed"] == "2026-11-23"
    assert "=1+1" in stocked.ok("drive", "all a")
    assert "All A" in stocked.ok("drives")
    stocked.refused("drive", "nope")
    stocked.refused("drive", "nope", "--where", "grade:A")
    assert stocked.json("drive", "All A", "--measure", "kp")["id"] == 2  # the first one is closed


def test_numbers_are_counted_named_and_put_right_when_asked_twice(shell: Shell) -> None:
    with a_book(shell.book) as book:
        fill(book, {"name": "楚商", "phones": ["13800138003"]}, {"name": "[/oops]", "phones": ["12"]}, {"phones": []})
    assert shell.json("numbers")["unreadable"] == 2
    assert [one["trouble"] for one in shell.json("numbers", "--bad")] == ["no_number", "unreadable", "unreadable"]
    assert "13800138003" in shell.ok("numbers", "--bad")
    shell.refused("numbers", "--normalise")
    code, out, err = shell.run("numbers", "--normalise", "--country", "CN")
    assert (code, "+86 138 0013 8003" in out, "--yes" in err) == (0, True, True)
    done = shell.json("numbers", "--normalise", "--country", "cn", "--yes")
    assert [one["after"] for one in done["changes"]] == ["+8613800138003"]
    assert [(one["account_id"], one["why"]) for one in done["refused"]] == [(2, "no_number")]
    assert done["change_id"] is not None
    assert shell.json("numbers", "--normalise", "--country", "CN", "--yes")["change_id"] is None
    shell.ok("undo")
    assert shell.json("accounts")[0]["phones"][0]["e164"] == "13800138003"


def test_tags_and_fields_of_ones_own(stocked: Shell) -> None:
    assert stocked.json("tag", 1, "vip", "展会, 重点")["tags"] == ["vip", "展会", "重点"]
    assert stocked.json("tag", 2, "VIP")["tags"] == ["vip"]
    assert stocked.json("tags")[0] == {"tag": "vip", "customers": 2}
    assert stocked.json("tag", 1, "vip", "--off")["tags"] == ["展会", "重点"]
    stocked.refused("tag", 1, "vip", "--off")
    stocked.refused("tag", 99, "vip")
    stocked.ok("field", "门店数", "--kind", "number")
    assert stocked.json("field", "品牌", "--kind", "choice", "--choices", "华为,小米")["choices"] == ["华为", "小米"]
    assert stocked.json("fill", 1, "门店数", "1,200")["value"] == "1200"
    assert stocked.json("fill", 1, "品牌", "小米")["value"] == "小米"
    stocked.refused("fill", 1, "品牌", "三星")
    stocked.refused("fill", 1, "nope", "1")
    assert [one["customers"] for one in stocked.json("fields")] == [1, 1]
    assert [one["id"] for one in stocked.json("accounts", "--where", "tag:展会 门店数>=1000")] == [1]
    stocked.ok("field", "品牌", "--rename", "手机", "--move", "-1")
    assert [one["name"] for one in stocked.json("fields")] == ["手机", "门店数"]
    assert stocked.json("field", "手机", "--retire") == {"id": 2, "retired": True}
    stocked.refused("field", "门店数")
    assert stocked.json("fill", 1, "门店数", "none")["value"] is None


@pytest.mark.parametrize("words", [("drives",), ("numbers",), ("tags",), ("fields",)])
def test_an_empty_book_is_no_trouble(shell: Shell, words: tuple[str, ...], tmp_path: Path) -> None:
    with a_book(shell.book):
        pass
    shell.ok(*words)
    shell.json(*words)
