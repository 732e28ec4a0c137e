from pathlib import Path

import pytest

from repdesk import __version__, paths
from repdesk.cli import main

from .running import Shell

ITEM = {"rank", "account_id", "name", "tier", "due", "score", "reasons", "grade", "stage", "intent", "state"}
ACCOUNT = {
    "id", "name", "phones", "contact", "stage", "intent", "grade", "grade_reasons", "value_class", "contract_status",
    "contract_end", "callable", "last_call", "last_conversation", "next_call", "completeness",
}  # fmt: skip
LOGGED = {
    "change_id", "call_id", "account_id", "outcome", "stage_before", "stage_after", "intent_after", "grade_after",
    "next_call",
}  # fmt: skip


def test_today_has_the_shape_scripts_rely_on_and_writes_nothing(stocked: Shell) -> None:
    before = stocked.book.read_bytes()
    day = stocked.json("today", "--all")
    assert set(day) == {"date", "quota", "over_quota_by", "carried_over", "coverage", "items", "carried"}
    assert set(day["carried_over"]) == {"promised", "priority", "due", "coverage"}
    assert set(day["coverage"]) == {
        "cycle_start", "cycle_end", "callable", "planned_later", "called", "reached", "working_days_left",
        "needed_pace",
    }  # fmt: skip
    assert [item["name"] for item in day["items"]] == ["荣泰科技", "=1+1", "榕泉", "楚商"]
    assert [item["tier"] for item in day["items"]] == ["priority", "priority", "due", "coverage"]
    for item in day["items"]:
        assert set(item) == ITEM
        assert item["score"] == sum(reason["points"] for reason in item["reasons"])
        assert all(reason["text"] for reason in item["reasons"])
    assert stocked.book.read_bytes() == before


def test_accounts_have_the_shape_scripts_rely_on(stocked: Shell) -> None:
    listed = stocked.json("accounts")
    assert all(set(account) == ACCOUNT for account in listed)
    by_name = {account["name"]: account for account in listed}
    assert by_name["榕泉"]["phones"] == [
        {"e164": "+8613800138002", "raw": "13800138002", "ok": True},
        {"e164": "+861062480905", "raw": "010-62480905", "ok": True},
    ]
    assert by_name["=1+1"]["contract_status"] == "active"
    assert by_name["=1+1"]["grade"] == "A"
    assert by_name["荣泰科技"]["next_call"] == {
        "date": "2026-11-23", "time": None, "promised": False, "purpose": "", "set_by": "import",
    }  # fmt: skip
    assert by_name["荣泰科技"]["last_conversation"] is None
    assert not listed[-1]["callable"]


def test_a_call_logged_in_the_shell_can_be_amended_undone_and_done_again(stocked: Shell) -> None:
    logged = stocked.json("log", 2, "t", "--note", "要三年期报价", "--next", "下周二 下午三点", "--promised")
    assert set(logged) == LOGGED
    assert logged["next_call"] == {
        "date": "2026-12-01",
        "time": "15:00",
        "promised": True,
        "purpose": "",
        "set_by": "customer",
    }
    assert (logged["stage_before"], logged["stage_after"], logged["outcome"]) == (2, 2, "talked")
    amended = stocked.json("amend", logged["call_id"], "--outcome", "interested")
    assert (amended["stage_after"], amended["intent_after"]) == (3, 4)
    assert stocked.json("undo")["undone"] == amended["change_id"]
    assert stocked.json("undo")["undone"] == logged["change_id"]
    assert stocked.json("redo")["redone"] == logged["change_id"]
    state = {item["account_id"]: item["state"] for item in stocked.json("today")["items"]}
    assert state[2] == "called"


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (["n"], (5, 4, "A")),
        (["refused", "--reason", "too dear"], (2, 1, "C")),
        (["r", "--not-lost"], (5, 1, "A")),
        (["r", "--never"], (2, 1, "D")),
        (["d"], (5, 4, "D")),
        (["x", "--amount", "1.6万", "--start", "2026-12-01", "--end", "2027-11-30"], (6, 4, "B")),
        (["g", "--in", "--channel", "visit"], (5, 4, "A")),
    ],
)
def test_outcomes_leave_the_account_where_the_trade_says(
    stocked: Shell, words: list[str], after: tuple[int, int, str]
) -> None:
    logged = stocked.json("log", 1, *words)
    assert (logged["stage_after"], logged["intent_after"], logged["grade_after"]) == after


def test_next_add_allow_and_why(stocked: Shell) -> None:
    assert stocked.json("next", 3, "+3d", "--promised")["next_call"]["date"] == "2026-11-26"
    assert stocked.json("why", 3)["why_not"] == "planned_later"
    assert stocked.json("next", 3, "none")["next_call"] is None
    added = stocked.json("add", "新客户", "--phone", "13900139000")
    assert stocked.json("why", added["account_id"])["on_list"]
    stocked.ok("log", added["account_id"], "d")
    assert stocked.json("why", added["account_id"])["on_list"]  # called today: it stays, with a tick
    stocked.refused("allow", "13900139000", "--reason", "")
    stocked.ok("allow", "+8613900139000", "--reason", "wrote to us on 24 Nov")
    stocked.refused("allow", "+8613900139000", "--reason", "again")


@pytest.mark.parametrize(
    "words",
    [
        ["log", "1", "c"],
        ["log", "99", "t"],
        ["log", "1", "t", "--next", "someday"],
        ["log", "1", "t", "--next", "2026-11-01"],
        ["log", "1", "t", "--no-kp"],
        ["log", "1", "s", "--amount", "much"],
        ["log", "1", "n", "--phone", "+447911123456"],
        ["log", "1", "t", "--promised"],
        ["log", "1", "t", "--never"],
        ["log", "1", "n", "--lost"],
        ["log", "1", "t", "--end", "2027-01-01"],
        ["log", "1", "x", "--start", "2026-12-01", "--end", "2026-11-01"],
        ["log", "1", "d", "--next", "fri"],
        ["next", "6", "fri"],
        ["why", str(2**61)],
        ["amend", "999", "--note", "x"],
        ["amend", "1", "--note", "an imported contact"],
        ["why", "99"],
        ["redo"],
        ["add", "x", "--phone", "12345"],
        ["set", "country", "XX"],
        ["set", "colour", "red"],
        ["import", "nowhere.csv"],
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line_and_changes_nothing(stocked: Shell, words: list[str]) -> None:
    before = stocked.json("accounts"), stocked.json("today")
    stocked.refused(*words)
    assert (stocked.json("accounts"), stocked.json("today")) == before


@pytest.mark.parametrize(
    "words",
    [
        ["log", "1", "sneezed"],
        ["log", "one", "t"],
        ["log"],
        ["fly"],
        ["--now", "noon", "today"],
        ["log", str(2**70), "t"],
        ["log", "1", "r", "--lost", "--not-lost"],
        ["log", "1", "c", "--kp", "--no-kp"],
        ["today", "--jso"],
        ["--now", "0001-01-01T00:00", "today"],
        ["demo", "--accounts", "0"],
    ],
)
def test_wrong_words_exit_with_2(shell: Shell, words: list[str]) -> None:
    shell.refused(*words, code=2)
    assert not shell.book.exists()


@pytest.mark.parametrize(
    "words",
    [["today"], ["accounts"], ["why", "1"], ["log", "1", "t"], ["undo"], ["backup"], ["check"], ["next", "1", "fri"]],
)
def test_a_missing_book_is_said_and_not_made(shell: Shell, words: list[str]) -> None:
    assert "import" in shell.refused(*words)
    assert not shell.book.parent.joinpath("book.db").exists()


def test_global_options_stand_before_or_after(stocked: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--json", "--db", str(stocked.book), "--now", "2026-11-24T09:00"]) == 0
    assert '"date": "2026-11-24"' in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_the_list_of_a_day_off_is_the_next_working_days(stocked: Shell) -> None:
    stocked.now = "2026-11-28T10:00"
    assert stocked.json("today")["date"] == "2026-11-30"
    stocked.ok("off", "2026-11-30", "--reason", "ill")
    day = stocked.json("today")
    assert (day["date"], day["coverage"]["cycle_start"]) == ("2026-12-01", "2026-12-01")
    stocked.ok("off", "2026-11-30", "--back")
    assert stocked.json("today")["date"] == "2026-11-30"


def test_public_holidays_and_make_up_days_of_the_country_count(stocked: Shell) -> None:
    stocked.now = "2026-10-01T09:00"
    assert stocked.json("today")["date"] == "2026-10-01"
    stocked.ok("set", "country", "cn")
    assert stocked.json("today")["date"] == "2026-10-08"
    stocked.now = "2026-10-10T09:00"
    assert stocked.json("today")["date"] == "2026-10-10"


def test_names_are_shown_literally_and_steer_nothing(stocked: Shell) -> None:
    for command in ("accounts", "today"):
        for words in ([command], [command, "--json"]):
            out = stocked.ok(*words)
            assert not any((ord(c) < 32 and c != "\n") or c in "\u202e\x9b\x7f" for c in out)
    assert "[/oops]" in stocked.ok("accounts")
    assert "␛[31m" in stocked.ok("accounts")


def test_backup_check_and_where(stocked: Shell) -> None:
    made = stocked.json("backup")
    assert made["accounts"] == 6
    assert Path(made["path"]).stat().st_mode & 0o777 == 0o600
    assert stocked.json("check") == []
    assert stocked.json("where")["db"] == str(stocked.book)


def test_check_finds_a_changed_row(stocked: Shell) -> None:
    import sqlite3

    conn = sqlite3.connect(stocked.book)
    conn.execute("UPDATE account SET name = 'somebody else' WHERE id = 1")
    conn.commit()
    conn.close()
    code, out, _err = stocked.run("check")
    assert code == 1
    assert "account" in out
    assert "somebody" not in out


def test_an_import_is_taken_back_whole_by_one_undo(stocked: Shell) -> None:
    stocked.ok("undo")
    assert stocked.json("accounts") == []
    stocked.ok("redo")
    assert len(stocked.json("accounts")) == 6


def test_a_wrong_policy_names_the_key_and_the_nearest(
    stocked: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path))
    (tmp_path / "policy.toml").write_text("[day]\nqouta = 45\n")
    line = stocked.refused("today")
    assert "qouta" in line
    assert "quota" in line
    (tmp_path / "policy.toml").write_text("[day]\nquota = 2\n")
    assert len(stocked.json("today")["items"]) == 2


def test_a_demo_is_never_made_over_a_book(stocked: Shell, tmp_path: Path) -> None:
    before = stocked.book.read_bytes()
    stocked.refused("demo", "--accounts", "5", "--seed", "1")
    assert stocked.book.read_bytes() == before


def test_the_same_demo_for_the_same_seed(shell: Shell) -> None:
    shell.ok("demo", "--accounts", "30", "--seed", "7")
    first = shell.json("accounts"), shell.json("today")
    shell.book = shell.book.with_name("other.db")
    shell.ok("demo", "--accounts", "30", "--seed", "7")
    assert (shell.json("accounts"), shell.json("today")) == first


def test_a_day_off_is_never_taken_silently(stocked: Shell) -> None:
    code, out, err = stocked.run("next", 3, "2026-11-28", "--json")
    assert code == 0
    assert '"2026-11-28"' in out
    assert "day off" in err


def test_a_year_not_published_knows_weekends_only_and_says_so(stocked: Shell) -> None:
    stocked.ok("set", "country", "CN")
    stocked.now = "2027-01-01T09:00"
    assert stocked.json("today")["date"] == "2027-01-01"
    assert "known through 2026: 2027 has weekends only" in stocked.ok("today")


def test_an_amount_before_there_is_a_deal_is_what_the_account_may_be_worth(stocked: Shell) -> None:
    stocked.ok("log", 2, "p", "--amount", "2万")
    stocked.now = "2026-11-25T09:00"  # the reasons of a day are frozen with its list
    reasons = {reason["code"] for reason in stocked.json("why", 2)["reasons"]}
    assert "value" in reasons


def test_what_the_customer_named_outlives_an_amended_outcome(stocked: Shell) -> None:
    logged = stocked.json("log", 2, "t", "--next", "2026-12-03 10:00", "--promised")
    amended = stocked.json("amend", logged["call_id"], "--outcome", "i")
    assert amended["next_call"] == logged["next_call"]
    assert stocked.json("amend", amended["call_id"], "--outcome", "r", "--never")["next_call"] is None


def test_an_amendment_a_week_later_proposes_no_day_gone_by(stocked: Shell) -> None:
    logged = stocked.json("log", 2, "t")
    stocked.now = "2026-12-14T10:00"
    assert stocked.json("amend", logged["call_id"], "--outcome", "i")["next_call"]["date"] == "2026-12-14"


def test_a_demo_without_a_path_is_not_the_reps_own_book(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--accounts", "3", "--seed", "1"]) == 0
    assert paths.demo_path().exists()
    assert not paths.book_path().exists()


def test_the_app_says_that_it_needs_a_terminal(shell: Shell) -> None:
    assert "terminal" in shell.refused()


def test_an_empty_file_becomes_a_book_for_the_owner_alone(shell: Shell, tmp_path: Path) -> None:
    shell.book.touch(mode=0o644)
    table = tmp_path / "t.csv"
    table.write_text("Company,Phone\nAcme,+442079460001\n")
    shell.ok("import", table)
    assert shell.book.stat().st_mode & 0o777 == 0o600


def test_the_policy_printed_is_one_that_is_taken(
    stocked: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path))
    before = stocked.json("today")
    printed = stocked.ok("policy")
    (tmp_path / "policy.toml").write_text(printed, encoding="utf-8")
    assert stocked.json("today") == before
    assert stocked.ok("policy") == printed


def test_an_amendment_keeps_what_it_does_not_repeat(stocked: Shell) -> None:
    said = ["--amount", "1.6万", "--start", "2026-12-01", "--end", "2027-11-30"]
    signed = stocked.json("log", 1, "x", *said)
    stocked.ok("amend", signed["call_id"], "--end", "2028-06-30")
    account = next(one for one in stocked.json("accounts") if one["id"] == 1)
    assert (account["contract_status"], account["contract_end"]) == ("active", "2028-06-30")
    visit = stocked.json("log", 2, "g")
    before = stocked.ok("today").splitlines()[0]
    stocked.ok("amend", visit["call_id"], "--channel", "visit")
    assert "2/60" in before
    assert "1/60" in stocked.ok("today").splitlines()[0]  # a visit is no call toward the quota


def test_a_moved_promise_stays_promised(stocked: Shell) -> None:
    stocked.ok("next", 3, "2026-12-03 10:00", "--promised")
    assert stocked.json("next", 3, "2026-12-04 11:00")["next_call"] == {
        "date": "2026-12-04", "time": "11:00", "promised": True, "purpose": "", "set_by": "customer",
    }  # fmt: skip


def test_a_next_call_says_what_it_is_for_and_whether_it_is_promised_and_the_rest_stays(stocked: Shell) -> None:
    stocked.ok("next", 3, "2026-12-03 10:00 for the offer", "--promised")
    assert stocked.json("next", 3, "--no-promised")["next_call"] == {
        "date": "2026-12-03", "time": "10:00", "promised": False, "purpose": "the offer", "set_by": "rep",
    }  # fmt: skip
    assert stocked.json("next", 3, "--for", "the contract")["next_call"]["purpose"] == "the contract"
    assert "When is the next call?" in stocked.refused("next", 3)
    assert "A promise needs its date" in stocked.refused("next", 3, "none", "--promised")


def test_a_public_holiday_may_be_worked_after_all(stocked: Shell) -> None:
    stocked.ok("set", "country", "GB")
    stocked.now = "2026-12-25T09:00"
    assert stocked.json("today")["date"] != "2026-12-25"
    stocked.ok("off", "2026-12-25", "--back")
    assert stocked.json("today")["date"] == "2026-12-25"


@pytest.mark.parametrize("path", ["~nobody-of-that-name/x.db", "x" * 300])
def test_a_path_that_cannot_be_is_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", path, "today"]) == 1
    assert "no path" in capsys.readouterr().err


def test_a_filter_leaves_those_who_fit_and_names_what_it_does_not_understand(stocked: Shell) -> None:
    everybody = stocked.json("accounts")
    hot = stocked.json("accounts", "--where", "grade:A")
    assert hot == [account for account in everybody if account["grade"] == "A"] != everybody
    for number in ("13800138002", "138-0013-8002", "+86 138 0013 8002", "010-62480905", "８００２"):
        assert [one["name"] for one in stocked.json("accounts", "--where", f'phone:"{number}"')] == ["榕泉"]
    due = stocked.json("accounts", "--where", "next<=fri -callable:no")
    assert due == [
        one for one in everybody if one["callable"] and one["next_call"] and one["next_call"]["date"] <= "2026-11-27"
    ]
    for text, named in [("colour:red", "colour"), ("stage>high", "high"), ("grade>A", ">"), ('city:"北', "北")]:
        assert named in stocked.refused("accounts", "--where", text)
