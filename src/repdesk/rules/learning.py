"""What a day may teach: offers for the one thing to learn, made of its figures and regrets (DOMAIN §5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from repdesk.rules.evening import Figure, FigureName, Regrets
from repdesk.rules.policy import Policy
from repdesk.rules.types import Reason

_FALLS_SHORT: tuple[FigureName, ...] = ("effective", "conversations", "notes", "next_calls")
"""The figures one learns from, what weighs most first; the calls themselves are a matter of time."""


def learning_offers(
    unlearned: Sequence[str],
    refusals: Iterable[tuple[str, int]],
    figures: Iterable[Figure],
    regrets: Regrets,
    policy: Policy,
) -> tuple[Reason, ...]:
    """Return what may be learned next, the nearest first, each once.

    First what was to be learned and is not yet (`again`, with its text, the latest first), then the commonest reason
    for a refusal where it was given often enough (`refusal`), what was missed (`promises_missed`,
    `priority_not_reached`), and the figures that fell short, by their names.
    """
    offers = [Reason("again", facts=(("what", text),)) for text in dict.fromkeys(unlearned)]
    often = [(-n, reason) for reason, n in refusals if n >= policy.process.refusals_alike]
    offers += [Reason("refusal", facts=(("reason", reason), ("n", -n))) for n, reason in sorted(often)[:1]]
    offers += [Reason(code) for code in ("promises_missed", "priority_not_reached") if getattr(regrets, code)]
    short = {figure.name for figure in figures if not figure.met}
    offers += [Reason(name) for name in _FALLS_SHORT if name in short]
    return tuple(offers)
