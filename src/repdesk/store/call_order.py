"""The order of a customer's calls: those logged here stand as they were logged, whatever the clock said meanwhile."""

from __future__ import annotations

LATEST_FIRST = """\
CASE imported WHEN 0 THEN min(CASE imported WHEN 0 THEN day END) OVER (ORDER BY place DESC) ELSE day END DESC,
place DESC"""
"""What one account's calls of `live_call` are put in order by.

A call that was brought in from a file stands by its day. One that was logged here is never later than what was logged
after it: where the clock was ahead for a while, its day counts as that of the next call.
"""
