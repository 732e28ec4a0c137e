"""Where a customer stands in a few cells: the dots of the intent, the stage by its name or its short one."""

from __future__ import annotations

from collections.abc import Callable

from repdesk import wording
from repdesk.i18n import N_, _
from repdesk.widgets.glyphs import glyphs


def intent_dots(intent: int | None) -> str:
    """Return the five dots of an intent, blank where none is known."""
    if intent is None:
        return ""
    signs = glyphs()
    return signs.full * intent + signs.empty * (5 - intent)


_SHORT_STAGES = (
    N_("unreached"),
    N_("new"),
    N_("KP"),
    N_("planned"),
    N_("leaning"),
    N_("contract out"),
    N_("customer"),
    N_("expired"),
)


def stage_words(stage: int, deal_stage: int | None, name: Callable[[int], str] = wording.stage) -> str:
    """Return number and name of a stage, that of an open deal under a contract behind it."""
    if deal_stage is None:
        return f"{stage} {name(stage)}"
    return f"{stage} {glyphs().cursor} {deal_stage} {name(deal_stage)}"


def short_stage(stage: int) -> str:
    """Return the stage's name for a narrow column."""
    return _(_SHORT_STAGES[stage])
