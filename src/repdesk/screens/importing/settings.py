"""How a file is read, line by line: what was found out, and what may be said instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from repdesk import wording
from repdesk.desk.importing.choices import ENCODINGS, KINDS, ROW_NAMES, Choices, Kind
from repdesk.desk.importing.looked import Looked
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.rules.types import STAGE_KEYS
from repdesk.screens.importing import words
from repdesk.widgets.plain import plain

_MOST_WORDS = 12
_FORMATS = {"text": N_("text"), "workbook": N_("workbook"), "vcard": N_("address cards"), "json": N_("JSON")}


@dataclass(frozen=True, slots=True)
class Setting:
    """One line: its name, its value in words, and whether the rep has said so.

    `options` are picked from, each with what the choices become; without any the value is typed and read by `typed`.
    """

    name: str
    value: str
    said: bool
    options: tuple[tuple[str, Choices], ...] = ()
    typed: Callable[[str], Choices] | None = None


def settings_of(found: Looked, choices: Choices) -> list[Setting]:
    """Return what may be said of a file; `choices` are those made so far."""
    reading, table = choices.reading, found.table
    lines = [
        _picked(_("The rows are"), found.kind, ROW_NAMES, choices, "kind", order=KINDS),
        Setting(_("Format"), _(_FORMATS[table.format]), said=reading.format is not None),
    ]
    if table.format == "workbook":
        sheets = tuple((plain(name), _read(choices, sheet=name)) for name in table.sheets)
        lines.append(Setting(_("Sheet"), plain(table.sheet or ""), reading.sheet is not None, sheets))
    else:
        encodings = tuple((name, _read(choices, encoding=name)) for name in ENCODINGS)
        lines.append(Setting(_("Encoding"), table.encoding or "", reading.encoding is not None, encodings))
    if table.format == "text":
        signs = tuple((_(name), _read(choices, delimiter=sign)) for sign, name in words.DELIMITERS.items())
        shown = _(words.DELIMITERS.get(table.delimiter or "", "")) or plain(table.delimiter or "")
        lines.append(Setting(_("Between cells"), shown, reading.delimiter is not None, signs))
    if table.format in ("text", "workbook"):
        row = str(table.heading_row) if table.heading_row else _("none")
        typed = lambda text: _read(choices, heading_row=_row(text))  # noqa: E731 (one line of many)
        lines.append(Setting(_("Row of the headings"), row, reading.heading_row is not None, typed=typed))
    lines += [
        _picked(_("A date such as 3/4/2026 is"), found.date_order, words.ORDERS, choices, "date_order"),
        Setting(
            _("Amounts without a sign are in"),
            found.currency or _("not known"),
            choices.currency is not None,
            typed=lambda text: replace(choices, currency=_code(text, 3)),
        ),
        Setting(
            _("Numbers without a country are of"),
            found.region or _("not known"),
            choices.region is not None,
            typed=lambda text: replace(choices, region=_code(text, 2)),
        ),
    ]
    return lines + [_stage(word, found.kind, choices) for word in _words(found, choices)]


def _words(found: Looked, choices: Choices) -> list[str]:
    """Return the words that are no stage of ours, those first for which the rep has said one."""
    unread = (one.value for one in found.report.problems if one.problem == _("not a stage") and one.value)
    return list(dict.fromkeys((*choices.words, *unread)))[:_MOST_WORDS]


def _stage(word: str, kind: Kind, choices: Choices) -> Setting:
    """Return the line on which a word of the file is said to be a stage."""
    stages = {str(number): wording.stage(number) for number in range(len(STAGE_KEYS))}
    stages |= {"won": _("won"), "lost": _("lost")} if kind == "deals" else {}
    options = tuple((name, replace(choices, words={**choices.words, word: key})) for key, name in stages.items())
    said = stages.get(choices.words.get(word, ""), "")
    return Setting(_("The stage %(word)s is") % {"word": plain(word)}, said or _("not known"), bool(said), options)


def _picked(
    name: str, value: str, said: Mapping[Any, str], choices: Choices, field: str, order: tuple[Kind, ...] = ()
) -> Setting:
    """Return a line whose value is one of a few."""
    options = tuple((_(said[one]), replace(choices, **cast("Any", {field: one}))) for one in order or said)
    return Setting(name, _(said[value]), getattr(choices, field) is not None, options)


def _read(choices: Choices, **reading: Any) -> Choices:
    """Return the choices with the file read otherwise."""
    return replace(choices, reading=replace(choices.reading, **reading))


def _row(text: str) -> int:
    if not text.isdecimal():
        raise RepdeskError(
            _("This is no row: %(text)s") % {"text": plain(text)}, hint=_("0 where there are no headings.")
        )
    return int(text)


def _code(text: str, letters: int) -> str:
    code = text.strip().upper()
    if len(code) != letters or not (code.isascii() and code.isalpha()):
        raise RepdeskError(
            _("This is no code of %(n)d letters: %(text)s") % {"n": letters, "text": plain(text)},
            hint=_("Such as CNY, USD, EUR; CN, US, DE."),
        )
    return code
