"""A list of numbers without anything else, or without headings: nobody is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from repdesk.desk.importing import import_file
from repdesk.desk.importing.choices import Choices
from repdesk.errors import RepdeskError
from repdesk.exchange.reading import Reading
from tests.desk.importing_books import ask, counts, imported, spreadsheet
from tests.desk.making import a_book

MOBILES = [f"138{n * 7919 % 10**8:08d}" for n in range(1112)]
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("heading", "write"),
    [
        ([], str),
        (["Phone"], str),
        (["Phone"], "{}.0".format),
        (["Mobile"], lambda one: one.translate(FULL)),
        (["Tel"], lambda one: f"{one[:2]},{one[2:5]},{one[5:8]},{one[8:]}"),
        (["电话"], lambda one: f"010-6{one[4:]}转801"),
    ],
)
def test_contacts_that_are_numbers_alone_are_all_there(
    tmp_path: Path, tmp_book: Path, heading: list[str], write: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_TELEPHONE", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    rows = [*([heading] if heading else []), *([write(one)] for one in MOBILES)]
    file = spreadsheet(tmp_path / "a.csv", rows)
    assert counts(imported(file, tmp_book)) == {"created": len(MOBILES)}
    assert ask(tmp_book, "SELECT count(DISTINCT e164) FROM live_phone") == [(len(MOBILES),)]
    assert imported(file, tmp_book).change_id is None


def test_what_columns_without_headings_are_shows_in_them(tmp_path: Path, tmp_book: Path) -> None:
    rows = [[f"{one[-4:]}", f"公司{one[-4:]}甲", one, "老客户"] for one in MOBILES[:30]]
    report = imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    assert (counts(report), report.columns["B"], report.columns["C"]) == ({"created": 30}, "name", "phone")
    assert ask(tmp_book, "SELECT value FROM setting WHERE key LIKE 'mapping:%'") == []
    other = spreadsheet(tmp_path / "b.csv", [["Rufnummer"], *([one] for one in MOBILES[:9])])
    with pytest.raises(RepdeskError):
        imported(other, tmp_book)
    chosen = Choices(reading=Reading(heading_row=0), columns={"A": "notes", "B": "name"})
    with a_book(tmp_path / "other.db") as book:
        assert import_file(tmp_path / "a.csv", lambda: book, chosen).columns["A"] == "notes"
