"""The rep's own move of a stage: whether it falls, and what else on record holds it where it is (DOMAIN §2, §4)."""

from __future__ import annotations

from datetime import date

from repdesk.rules.standing import CONTRACT_EXPIRED, CONTRACT_SENT, NEW, contract_status, stage_of
from repdesk.rules.types import Account, Reason

MOVABLE = range(CONTRACT_SENT + 1)
"""The stages a rep states; 6 and 7 follow from the contracts."""


def is_fall(before: int, to: int) -> bool:
    """Say whether a move goes back: 0 and 1 are one mouth, and the renewal loop leads from 7 on to 5 and 6."""
    if before == CONTRACT_EXPIRED:
        return to < CONTRACT_SENT
    return max(to, NEW) < max(before, NEW)


def held_by(moved: Account, to: int, day: date) -> Reason | None:
    """Return what keeps an account that was moved to `to` from standing there, None where it does stand there."""
    stage = stage_of(moved, day)
    if stage == to:
        return None
    status = contract_status(moved, day)
    if status == "active":
        return Reason("contract_covers", facts=(("end", str(moved.contract_end)),))
    if status == "expired":
        return Reason("contract_is_out" if stage == CONTRACT_SENT else "contract_has_ended")
    return Reason("further_deal", facts=(("stage", stage),))
