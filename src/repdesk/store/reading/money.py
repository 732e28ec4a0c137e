"""In which currency the amounts of a book are."""

from __future__ import annotations

import sqlite3

# The amount that counts is the furthest open deal's, else the estimate, else the last contract's, as in `read_accounts`
# and `rules.scoring`; one without a currency of its own is in the account's.
AMOUNTS = """
FROM live_account AS a
LEFT JOIN live_deal AS d ON d.id = (SELECT id FROM live_deal
  WHERE account_id = a.id AND outcome = 'open' AND pipeline_id = 1 ORDER BY stage DESC, id LIMIT 1)
LEFT JOIN live_contract AS c ON c.id = (SELECT id FROM live_contract
  WHERE account_id = a.id AND status IN ('sent', 'signed')
  ORDER BY status = 'signed' DESC, coalesce(end_on, '') DESC, id DESC LIMIT 1)
"""
CURRENCY = """
coalesce(CASE WHEN d.amount IS NOT NULL THEN d.currency WHEN a.estimate IS NOT NULL THEN a.currency
  WHEN c.amount IS NOT NULL THEN c.currency END, a.currency)
"""
_KNOWN = "coalesce(d.amount, a.estimate, c.amount) IS NOT NULL"


_NAMED = """
SELECT currency FROM live_account WHERE currency IS NOT NULL
UNION SELECT currency FROM live_deal WHERE currency IS NOT NULL
UNION SELECT currency FROM live_contract WHERE currency IS NOT NULL
"""


def read_named_currencies(conn: sqlite3.Connection) -> frozenset[str]:
    """Return every currency the book names anywhere: where there is but one, no amount need be looked at."""
    return frozenset(row[0] for row in conn.execute(_NAMED))


def read_currencies(conn: sqlite3.Connection) -> dict[str, int]:
    """Count the accounts by the currency of their amount, the commonest first, ties by name."""
    rows = conn.execute(
        f"SELECT {CURRENCY}, count(*) {AMOUNTS} WHERE {_KNOWN} AND {CURRENCY} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return dict(rows.fetchall())


def read_foreign(conn: sqlite3.Connection, currency: str) -> frozenset[int]:
    """Return the accounts whose amount is in another currency than this."""
    rows = conn.execute(f"SELECT a.id {AMOUNTS} WHERE {_KNOWN} AND {CURRENCY} != ?", (currency,))
    return frozenset(row[0] for row in rows)
