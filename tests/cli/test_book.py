"""The whole book in the shell: filtered, in any order, in columns of choice, and edited together."""

from __future__ import annotations

from .running import Shell


def test_accounts_come_in_an_order_and_in_columns_of_choice(stocked: Shell) -> None:
    found = stocked.json("accounts", "--columns", "name,stage,value,next call", "--sort", "value-")
    assert set(found[0]) == {"name", "stage", "value", "next_call"}
    assert [one["value"] for one in found][:3] == [16782, 12000, None]
    assert [one["name"] for one in found][:2] == ["=1+1", "荣泰科技"]
    assert stocked.json("accounts", "--sort=-value", "--columns", "id") == stocked.json(
        "accounts", "--sort", "value-", "--columns", "id"
    )
    first, *_rest = stocked.ok("accounts", "--where", "grade:A", "--columns", "name,score").splitlines()
    assert len(first.split()) == 2
    assert "blub" in stocked.refused("accounts", "--columns", "name,blub")
    assert "blub" in stocked.refused("accounts", "--sort", "blub")


def test_without_columns_the_accounts_are_those_of_ever(stocked: Shell) -> None:
    lines = stocked.ok("accounts").splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3", "4", "5", "6"]
    ids = [one["id"] for one in stocked.json("accounts")]
    assert ids == [1, 2, 3, 4, 5, 6]
    assert stocked.json("accounts", "--view", "never called", "--where", "id<=3") == [
        one for one in stocked.json("accounts") if one["id"] == 3
    ]


def test_many_are_edited_after_it_was_said_and_undone_at_once(stocked: Shell) -> None:
    said = stocked.ok("bulk", "--where", "stage<=3 -dnc:yes", "--set", "tag=展会")
    assert "4 customers change" in said
    assert "Nothing was changed; --yes does it." in said
    assert "--yes" not in stocked.ok("bulk", "--where", "id:99", "--set", "tag=展会")
    assert stocked.json("accounts", "--where", "tag:展会") == []
    done = stocked.json("bulk", "--where", "stage<=3 -dnc:yes", "--set", "tag=展会", "--yes")
    assert len(done["changed"]) == 4
    assert done["change_id"] is not None
    assert [one["id"] for one in stocked.json("accounts", "--where", "tag:展会")] == done["changed"]
    assert "many customers" in stocked.ok("undo")
    assert stocked.json("accounts", "--where", "tag:展会") == []


def test_an_edit_that_wants_a_reason_says_so_and_one_that_makes_no_sense_is_refused(stocked: Shell) -> None:
    falls = stocked.json("bulk", "--where", "stage:5", "--set", "stage=2")
    assert [one["code"] for one in falls["refused"]] == ["falls"]
    assert falls["change_id"] is None
    for words, named in (
        (("--set", "tag=x"), "Which customers"),
        (("--where", "id:any", "--set", "colour=red"), "colour"),
        (("--where", "id:any", "--set", "stage=9"), "stage"),
        (("--where", "blub:1", "--set", "tag=x"), "blub"),
        (("--where", "id:99", "--set", "tag=x", "--yes"), "Nobody"),
    ):
        assert named in stocked.refused("bulk", *words)
    stocked.refused("bulk", "--where", "id:any", "--set", "tagx", code=2)
