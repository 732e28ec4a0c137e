"""An amount says after a merge what it said before: it stays in the currency it was reckoned in."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.merging.merge_writing import merge
from repdesk.desk.settings import set_setting
from repdesk.desk.undoing import undo
from repdesk.models.deal import Contract, Deal
from repdesk.rules.merging import Side
from tests.desk.making import a_book, fill
from tests.visible_digest import visible_digest

_AMOUNTS = """
SELECT a.estimate AS amount, coalesce(a.currency, 'CNY') FROM live_account AS a WHERE a.estimate IS NOT NULL
UNION ALL SELECT d.amount, coalesce(d.currency, a.currency, 'CNY') FROM live_deal AS d
  JOIN live_account AS a ON a.id = d.account_id
UNION ALL SELECT c.amount, coalesce(c.currency, a.currency, 'CNY') FROM live_contract AS c
  JOIN live_account AS a ON a.id = c.account_id
ORDER BY 1
"""


def amounts(book: Book) -> list[tuple[int, str]]:
    return book.read().execute(_AMOUNTS).fetchall()


def with_amounts(book: Book, account_id: int, amount: int) -> None:
    with book.store.act("import", at=book.clock.stamp()) as act:
        act.insert_many(Deal, [{"account_id": account_id, "stage": 3, "amount": amount, "opened_on": "2026-11-01"}])
        act.insert_many(Contract, [{"account_id": account_id, "status": "sent", "amount": amount + 1}])
    book.applied(act.change)


@pytest.mark.parametrize("own", [None, "EUR"])
@pytest.mark.parametrize("other", [None, "USD"])
@pytest.mark.parametrize(("estimated", "taken"), [((10, 20), "keep"), ((10, 20), "gone"), ((None, 20), "gone")])
def test_no_amount_changes_its_currency(
    tmp_book: Path, own: str | None, other: str | None, estimated: tuple[int | None, int], taken: Side
) -> None:
    with a_book(tmp_book) as book:
        set_setting(book, "currency", "CNY")
        keep, gone = fill(
            book, {"estimate": estimated[0], "currency": own}, {"estimate": estimated[1], "currency": other}
        )
        with_amounts(book, keep, 1000)
        with_amounts(book, gone, 2000)
        before, digest = amounts(book), visible_digest(book.read())
        merge(book, keep, gone, {"estimate": taken})
        lost = estimated[0] if taken == "gone" else estimated[1]
        assert amounts(book) == [one for one in before if one[0] != lost]
        undo(book)
        assert visible_digest(book.read()) == digest
