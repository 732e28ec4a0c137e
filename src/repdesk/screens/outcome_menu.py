"""The outcomes as a numbered menu."""

from __future__ import annotations

from repdesk import keymap, wording
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import Outcome
from repdesk.screens.pick import PickScreen
from repdesk.widgets.plain import fit

ORDER: tuple[Outcome, ...] = tuple(OUTCOMES)
"""What the lines of the menu mean."""


class OutcomeMenu(PickScreen):
    """Dismissed with the place of the outcome in `ORDER`; its own key, as the rep has it bound, names it too."""

    def __init__(self, title: str, keys: keymap.Keys, picked: Outcome | None = None) -> None:
        self._letters = [keys.named(f"outcome.{outcome.value}") for outcome in ORDER]
        width = max(len(letter) for letter in self._letters)
        lines = [
            f"{fit(letter, width)}  {fit(wording.outcome(outcome), 24)}"
            for letter, outcome in zip(self._letters, ORDER, strict=True)
        ]
        super().__init__(title, lines, ORDER.index(picked) if picked in ORDER else 0)

    def named(self, sign: str) -> int | None:
        """Return the line whose outcome has this key."""
        return self._letters.index(sign) if sign in self._letters else None
