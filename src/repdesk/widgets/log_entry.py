"""What a rep typed and ticked of a call, before the desk has read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed and ticked; texts as typed, `note` and `when` None where what stood there was left."""

    note: str | None = None
    when: str | None = None
    amount: str = ""
    start: str = ""
    end: str = ""
    reason: str = ""
    kp: bool | None = None
    lost: bool | None = None
    never: bool = False
    promised: bool = False
    price: bool = False
    demo: bool = False
    offer: bool = False
    inbound: bool = False
    channel: str = "call"
