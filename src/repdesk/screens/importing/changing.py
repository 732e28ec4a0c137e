"""What Space changes in the wizard: asked over its page, and looked at anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from textual.app import App

from repdesk.desk.importing.choices import CUSTOM, DUPLICATES, FIELDS, SEVERAL, Choices
from repdesk.desk.importing.looked import Looked
from repdesk.i18n import _
from repdesk.screens.ask import AskScreen
from repdesk.screens.importing import words
from repdesk.screens.importing.settings import settings_of
from repdesk.screens.importing.target_pick import TargetPick
from repdesk.screens.pick import PickScreen
from repdesk.widgets.plain import plain

Said = TypeVar("Said")


class Changing:
    """Asks for one thing, and hands on the choices with it."""

    def __init__(self, app: App[Any], found: Looked, look: Callable[[Choices], None]) -> None:
        """Change what was `found`; `look` takes the new choices."""
        self._app, self._found, self._look = app, found, look

    def duplicates(self) -> None:
        """Ask what becomes of customers met twice."""

        def picked(at: int | None) -> None:
            if at is not None:
                self._look(replace(self._found.choices, duplicates=DUPLICATES[at]))

        lines = [_(words.DUPLICATES[one]) for one in DUPLICATES]
        now = DUPLICATES.index(self._found.duplicates)
        self._app.push_screen(PickScreen(_("Customers met twice"), lines, now), picked)

    def reading(self, at: int) -> None:
        """Ask for the setting on a line: one of a few, or typed."""
        setting = settings_of(self._found, self._found.choices)[at]
        if setting.options:
            names = [name for name, _choices in setting.options]

            def picked(which: int | None) -> None:
                if which is not None:
                    self._look(setting.options[which][1])

            now = names.index(setting.value) if setting.value in names else 0
            self._app.push_screen(PickScreen(setting.name, names, now), picked)
        elif setting.typed is not None:
            self._ask(setting.name, setting.typed, self._look)

    def column(self, at: int) -> None:
        """Ask what a column becomes."""
        column, kind = self._found.columns[at], self._found.kind
        own = CUSTOM + (column.target.removeprefix(CUSTOM) if column.custom_kind else column.heading)
        targets = ["", *FIELDS[kind], *([own] if kind == "accounts" else ())]
        named = [words.target(one) for one in targets]
        if kind == "accounts":
            named.append(_("a field of your own, by another name ..."))

        def picked(which: int | None) -> None:
            if which is not None and which < len(targets):
                self.map(at, targets[which])
            elif which is not None:
                self._ask(_("Name of the field"), lambda text: CUSTOM + text, lambda target: self.map(at, target))

        now = targets.index(column.target) if column.target in targets else 0
        self._app.push_screen(TargetPick(plain(column.heading), named, now), picked)

    def map(self, at: int, target: str) -> None:
        """Have a column become something else; one that had this field alone gives it up."""
        choices = self._found.choices
        chosen = dict(choices.columns)
        if target and target not in SEVERAL:
            chosen = {heading: one for heading, one in chosen.items() if one != target}
        heading = self._found.table.columns[at].heading
        self._look(replace(choices, columns={**chosen, heading: target}))

    def _ask(self, title: str, read: Callable[[str], Said], then: Callable[[Said], None]) -> None:
        """Ask for a text that `read` understands or refuses; nothing happens where the rep goes back."""
        said: list[Said] = []
        ask = AskScreen(title, lambda text: said.append(read(text)))
        self._app.push_screen(ask, lambda _done: then(said[-1]) if said else None)
