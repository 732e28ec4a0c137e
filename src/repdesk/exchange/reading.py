"""How a file is to be read, where somebody has said so; the rest is found out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["text", "workbook", "vcard", "json"]

ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "cp1252", "cp1250", "cp1251", "shift_jis", "euc-kr")
"""Encodings to choose from, the likelier first; those after cp1252 are never guessed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was said of a file: each is None where it is to be found out.

    `encoding` is a name Python knows; `delimiter` one sign; `heading_row` the row of the headings as the spreadsheet
    numbers it, 0 where there are none and the columns are called by their letters; `sheet` a name of `Table.sheets`.
    """

    format: Format | None = None
    encoding: str | None = None
    delimiter: str | None = None
    heading_row: int | None = None
    sheet: str | None = None


FOUND_OUT = Reading()
"""Nothing was said: all of it is found out."""
