import pytest

from .running import Shell


def test_the_funnel_has_the_shape_scripts_rely_on(stocked: Shell) -> None:
    found = stocked.json("funnel")
    assert set(found) == {"stages", "mix", "contract_status", "currency"}
    stages = found["stages"]
    assert [(one["stage"], one["key"]) for one in stages] == list(
        enumerate(
            ["unreached", "new", "kp_engaged", "need_planned", "leaning_to_us", "contract_sent", "under_contract",
             "contract_expired"]
        )
    )  # fmt: skip
    assert [one["accounts"] for one in stages] == [1, 1, 1, 1, 0, 1, 1, 0]
    assert (stages[5]["value"], stages[6]["value"], found["currency"]) == (1_200_000, 1_678_200, "CNY")
    listed = stocked.json("accounts")
    for letter, part in found["mix"].items():
        assert part["accounts"] == sum(account["grade"] == letter for account in listed)
    assert found["mix"]["A"] == {"accounts": 2, "percent": 33, "healthy": 20, "deviation": 13}
    assert set(found["mix"]["D"]) == {"accounts"}
    assert found["contract_status"] == {"none": 5, "active": 1, "expired": 0}


def test_other_currencies_are_counted_and_a_note_says_so(stocked: Shell) -> None:
    stocked.ok("set", "currency", "EUR")
    found = stocked.json("funnel")
    assert found["currency"] == "EUR"
    assert "2" in found["note"]
    assert {one["value"] for one in found["stages"]} == {0}
    assert sum(one["accounts"] for one in found["stages"]) == 6


@pytest.mark.parametrize("ascii_only", [True, False])
def test_the_funnel_reads_as_a_table_with_bars(
    stocked: Shell, ascii_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ascii_only:
        monkeypatch.setenv("REPDESK_ASCII", "1")
    said = stocked.ok("funnel")
    lines = {line[:8].strip(): line for line in said.splitlines()}
    assert lines["5 contra"].split()[-4:] == ["1", "17", "%", "12,000"]
    assert "value CNY" in said
    assert "healthy 20 %, 13 above" in lines["A hot"]
    assert ("#" in lines["all"], "█" in lines["all"]) == (ascii_only, not ascii_only)


def test_nobody_in_the_book_is_said_calmly(stocked: Shell) -> None:
    stocked.ok("undo")
    assert stocked.ok("funnel").strip() == "There is nobody in the book yet."
    assert sum(one["accounts"] for one in stocked.json("funnel")["stages"]) == 0
