"""Do-not-call belongs to the number: what comes into the book later, or is taken back elsewhere, does not clear it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from repdesk.models.account import Suppression
from repdesk.store.act import Act
from repdesk.store.erasing.erasure import barred_numbers

_STANDING = "SELECT e164 FROM suppression WHERE retracted_by IS NULL"
# A number that was lifted has its row, and by the customer's own act it may be called.
_SAID = f"""
SELECT p.e164, min(a.do_not_call_on) FROM live_phone AS p JOIN live_account AS a ON a.id = p.account_id
WHERE a.do_not_call_on IS NOT NULL AND p.e164 <> '' AND p.e164 IN (SELECT value FROM json_each(?))
  AND p.e164 NOT IN ({_STANDING}) GROUP BY p.e164 ORDER BY p.e164
"""  # noqa: S608 (constants)


def bar_again(act: Act, numbers: Iterable[str]) -> None:
    """Put those of these numbers on the do-not-call list that belong there, in the act under way.

    Those are numbers a forgotten customer had on it, and numbers of an account that is do-not-call. One that was
    lifted since, by the customer's own act, stays as it is.
    """
    wanted = sorted(set(numbers))
    barred = barred_numbers(act.connection)
    since = {number: day for number in wanted if (day := barred.since(number)) is not None}
    standing = {number for (number,) in act.connection.execute(_STANDING)} if since else set()
    since = {number: day for number, day in since.items() if number not in standing}
    since.update(act.connection.execute(_SAID, (json.dumps(wanted),)).fetchall())
    for number, day in sorted(since.items()):
        act.put(Suppression, number, since=day, reason="", lifted_on=None, lifted_reason="")
