"""The choices that were made for files with the same headings, kept in the book."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from repdesk.desk.importing.choices import CUSTOM, NOTHING_SAID, Choices, choices_of
from repdesk.desk.importing.layout import digest_of
from repdesk.exchange.plain import plain
from repdesk.store.reading.labels import read_custom_fields

if TYPE_CHECKING:
    from repdesk.store.act import Act

_KEPT = "SELECT value FROM live_setting WHERE key = ?"
_FIELDS = ":fields"


def remembered(connection: sqlite3.Connection | None, header: Sequence[str]) -> Choices:
    """Return what was chosen for the last file with these headings, as far as it still fits them."""
    row = connection.execute(_KEPT, (_key(header),)).fetchone() if connection is not None else None
    if row is None:
        return NOTHING_SAID
    kept = choices_of(row[0])
    headings = {plain(heading): heading for heading in header}
    columns = {headings[plain(one)]: target for one, target in kept.columns.items() if plain(one) in headings}
    return replace(kept, columns=columns)


def remember(act: Act, header: Sequence[str], choices: Choices) -> None:
    """Keep the choices for the next file with these headings; where nothing was chosen there is nothing to keep."""
    from repdesk.models.setting import Setting

    text = choices.as_text()
    if text != NOTHING_SAID.as_text():
        act.put(Setting, _key(header), value=text)


def own_fields(connection: sqlite3.Connection | None, header: Sequence[str]) -> dict[str, str]:
    """Return the targets of columns that filled fields of the rep's own before, whatever those are called today."""
    row = connection.execute(_KEPT, (_key(header) + _FIELDS,)).fetchone() if connection is not None else None
    if connection is None or row is None:
        return {}
    names = {field.id: field.name for field in read_custom_fields(connection)}
    kept: dict[str, int] = json.loads(row[0])
    return {one: CUSTOM + names[kept[plain(one)]] for one in header if kept.get(plain(one)) in names}


def remember_fields(act: Act, header: Sequence[str], fields: Mapping[str, int]) -> None:
    """Keep which field of the rep's own each heading filled."""
    from repdesk.models.setting import Setting

    if fields:
        kept = {plain(heading): field for heading, field in fields.items()}
        act.put(Setting, _key(header) + _FIELDS, value=json.dumps(kept, ensure_ascii=False, sort_keys=True))


def _key(header: Sequence[str]) -> str:
    return f"mapping:{digest_of(header)}"
