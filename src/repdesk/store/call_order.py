"""What is asked of a customer's calls alike: the order they stand in, and whether one was put right."""

from __future__ import annotations

LATEST_FIRST = """\
CASE imported WHEN 0 THEN min(CASE imported WHEN 0 THEN day END) OVER (ORDER BY place DESC) ELSE day END DESC,
place DESC"""
"""What one account's calls of `live_call` are put in order by.

A call that was brought in from a file stands by its day. One that was logged here is never later than what was logged
after it: where the clock was ahead for a while, its day counts as that of the next call.
"""

AMENDED = """\
(amends IS NOT NULL AND EXISTS (
  WITH RECURSIVE version (account_id, amends) AS (
    SELECT call.account_id, call.amends
    UNION ALL SELECT before.account_id, before.amends FROM version JOIN call AS before ON before.id = version.amends)
  SELECT 1 FROM version GROUP BY account_id HAVING count(*) > 1))"""
"""Whether a call of `live_call AS call` was put right: it has two versions at one account.

A merge puts a version at another account, which says nothing new.
"""
