from __future__ import annotations

import csv
from pathlib import Path

from repdesk.desk.importing import import_file
from repdesk.desk.importing.choices import Choices
from repdesk.desk.undoing import undo
from repdesk.models.deal import Deal
from tests.desk.importing_books import ask, counts, imported, spreadsheet
from tests.desk.making import a_book, fill

HEAD = ["Deal Name", "Associated Company", "Deal Stage", "Create Date", "Close Date", "Amount"]
DEALS = (
    "SELECT account_id, name, stage, outcome, opened_on, closed_on, expected_close, amount FROM live_deal ORDER BY id"
)


def test_deals_come_in_are_known_again_and_follow_a_later_file(tmp_path: Path, tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "Alder"}, {"name": "Birch"})
    rows = [
        HEAD,
        ["Roof", "Alder", "Contract sent", "2026-09-01", "2026-12-15", "$5,000"],
        ["Yard", "ALDER", "Closed won", "2026-01-10", "2026-03-01", "$700"],
        ["Gate", "Birch", "Closed lost", "2026-02-01", "2026-04-01", "0"],
        ["Wall", "", "Closed lost", "2026-02-01", "2026-04-01", "0"],
        ["Door", "Birch", "Somewhere", "2026-02-01", "2026-04-01", "0"],
    ]
    file = spreadsheet(tmp_path / "deals.csv", rows)
    report = imported(file, tmp_book)
    assert (report.kind, counts(report)) == ("deals", {"created": 3, "rejected": 2})
    assert ask(tmp_book, DEALS) == [
        (1, "Roof", 5, "open", "2026-09-01", None, "2026-12-15", 500000),
        (1, "Yard", 5, "won", "2026-01-10", "2026-03-01", None, 70000),
        (2, "Gate", 1, "lost", "2026-02-01", "2026-04-01", None, 0),
    ]
    assert ask(tmp_book, "SELECT account_id, field, day, before, after FROM live_history ORDER BY id") == [
        (1, "deal:1", "2026-09-01", None, "Roof"),
        (1, "deal:2", "2026-01-10", None, "Yard"),
        (1, "deal:2.status", "2026-03-01", "open", "won"),
        (2, "deal:3", "2026-02-01", None, "Gate"),
        (2, "deal:3.status", "2026-04-01", "open", "lost"),
    ]
    assert counts(imported(file, tmp_book)) == {"unchanged": 3, "rejected": 2}
    rows[1] = ["Roof", "Alder", "Closed won", "2026-09-01", "2026-11-20", "$6,000"]
    rows[2][5] = "$900"
    with a_book(tmp_book) as book:
        with book.store.act("edit", at=book.clock.stamp()) as act:
            act.update_many(Deal, {2: {"amount": 80000}})
        known = Choices(words={"somewhere": "3"})
        later = import_file(spreadsheet(tmp_path / "later.csv", rows), lambda: book, known)
        assert counts(later) == {"created": 1, "updated": 1, "unchanged": 2, "rejected": 1}
        assert [one.action for one in later.problems if one.row == 3] == ["kept yours"]
        undo(book)
    assert len(ask(tmp_book, DEALS)) == 3


def test_the_public_crm_set_comes_in_as_accounts_deals_and_history(
    shared_data: Path, tmp_path: Path, tmp_book: Path
) -> None:
    folder = shared_data / "crm-sales"
    accounts = imported(folder / "accounts.csv", tmp_book)
    assert (accounts.kind, counts(accounts)) == ("accounts", {"created": 85})
    assert accounts.columns == {
        "account": "name",
        "sector": "industry",
        "year_established": "custom:year_established",
        "revenue": "custom:revenue",
        "employees": "size",
        "office_location": "region",
        "subsidiary_of": "custom:subsidiary_of",
    }
    assert ask(tmp_book, "SELECT count(*) FROM live_account WHERE industry = 'technolgy'") == [(12,)]
    assert ask(tmp_book, "SELECT name, kind FROM live_custom_field ORDER BY id") == [
        ("year_established", "number"),
        ("revenue", "number"),
        ("subsidiary_of", "text"),
    ]
    with a_book(tmp_book) as book:
        rejects = tmp_path / "rejects.csv"
        deals = import_file(folder / "sales_pipeline.csv", lambda: book, rejects=rejects)
        assert (deals.kind, counts(deals)) == ("deals", {"created": 7375, "rejected": 1425})
        assert {one.problem for one in deals.problems} == {"it names no customer"}
        written = list(csv.reader(rejects.read_text("utf-8-sig").splitlines()))
        assert (len(written), written[1][-1]) == (1426, "it names no customer")
        again = import_file(folder / "sales_pipeline.csv", lambda: book)
        assert (counts(again), again.change_id) == ({"unchanged": 7375, "rejected": 1425}, None)
    by_outcome = "SELECT outcome, count(*), min(opened_on), max(closed_on) FROM live_deal GROUP BY outcome ORDER BY 1"
    assert ask(tmp_book, by_outcome) == [
        ("lost", 2473, "2016-11-04", "2017-12-31"),
        ("open", 664, "2016-11-10", None),
        ("won", 4238, "2016-10-20", "2017-12-31"),
    ]
    assert ask(tmp_book, "SELECT count(*) FROM live_history WHERE field LIKE 'deal:%.status'") == [(6711,)]
