"""Phone numbers as people type them, into E.164."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

RegionFrom = Literal["settings", "headings", "mobiles", "locale", "unneeded", "none"]

_BETWEEN = re.compile(
    r"(?:[/,、，；／|｜\\&\r\n]|;(?!\s*ext)|(?<=\d)\s*[或和]\s*(?=[\d+(])|\s(?:or|and)\s)+", re.IGNORECASE
)
_CHINESE_MOBILE = re.compile(r"(?:\+?0?86)?(1[3-9]\d{9})")
_MOBILE_AS_WRITTEN = re.compile(
    r"1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})"
)  # as in China: 138-0013-8000, not 1-380-013-8000
_LOCALE = re.compile(r"[A-Za-z]{2,3}[_-]([A-Z]{2})\b")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_EXTENSION = re.compile(
    r";?\s*(?:转|轉|分机|分機|內線|内线|extension|ext\.?|x|#)\s*[:.=号]?\s*(\d{1,8})\s*[)号]?$", re.IGNORECASE
)
_BARE_EXTENSION = re.compile(r"(?<=\d{4})\s*[-*(]\s*(\d{1,6})\)?$")  # one only where the rest is a number
_EXTENSION_WORD = re.compile(r"(?:转|轉|分机|分機|內線|内线)号?")
_PEOPLE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_MOBILES = re.compile(r"(?<!\d)1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
_REMARK = re.compile(r"\([^()\d]*\)")
_EDGES = re.compile(r"^[^\d+(]+|[^\d)]+$")
_FLOAT = re.compile(r"(\d+)\.0+|(\d\.\d+)e(\+?)(\d{1,2})", re.IGNORECASE)
_GROUPED = re.compile(r"\s*\d{1,3}(?:,\d{3}){2,}(?:\.0+)?\s*")
_SURE_DIGITS = 8  # fewer in a number such as 1.38E10 say that the rest was cut off, and is not all zeros


@dataclass(frozen=True, slots=True)
class Number:
    """A number that can be dialled: E.164, the text it came from, and the extension."""

    e164: str
    raw: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Bad:
    """A text that is no number."""

    raw: str


def parse_phones(text: str, region: str | None) -> list[Number | Bad]:
    """Read all the numbers of a cell, in order; a cell without any is one `Bad`, an empty one nothing.

    `region` (ISO 3166) is where numbers without a country code are.
    """
    found: list[Number | Bad] = []
    for piece in [text.replace(",", "")] if _GROUPED.fullmatch(text) else _BETWEEN.split(text):
        raw = piece.strip()
        if raw:
            found += _numbers_of(raw, region)
    if found and not any(isinstance(one, Number) for one in found):
        return [Bad(text.strip())]
    return found


def guess_region(
    header: Iterable[str], phone_cells: Iterable[str], country: str | None = None
) -> tuple[str | None, RegionFrom]:
    """Return the region of numbers without a country code, and where that is known from.

    The country of the settings; else China where headings or most of the bare numbers are Chinese; else the locale's.
    It is unneeded where no number of the file lacks its country code.
    """
    if country:
        return country, "settings"
    if any(_HAN.search(heading) for heading in header):
        return "CN", "headings"
    mobiles = others = 0
    for cell in phone_cells:
        folded = unicodedata.normalize("NFKC", cell)
        for piece in [folded.replace(",", "")] if _GROUPED.fullmatch(folded) else _BETWEEN.split(folded):
            bare = (_digits_of_float(piece.strip()) or piece).removeprefix("86")
            if _MOBILE_AS_WRITTEN.fullmatch(bare):
                mobiles += 1
            elif 7 <= sum(map(str.isdigit, bare)) <= 15 and not bare.startswith(("+", "00")):
                others += 1
    if mobiles > others:
        return "CN", "mobiles"
    spoken = _LOCALE.match(_locale_name())
    if spoken is not None:
        return spoken[1], "locale"
    return None, "none" if others else "unneeded"


def region_of(e164: str) -> str | None:
    """Return the region (ISO 3166) a number belongs to, None where it is not known."""
    import phonenumbers

    try:
        region: str | None = phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return None
    return region


def _locale_name() -> str:
    """Return the name of the user's locale, such as en_GB; the locale module calls C an American one."""
    if sys.platform == "win32":
        name = ctypes.create_unicode_buffer(85)
        ctypes.windll.kernel32.GetUserDefaultLocaleName(name, len(name))
        return name.value
    return next((value for key in ("LC_ALL", "LC_TELEPHONE", "LC_CTYPE", "LANG") if (value := os.environ.get(key))), "")


def _numbers_of(raw: str, region: str | None) -> list[Number | Bad]:
    """Read one number, or several that blanks or names keep apart; `Bad` where neither gives numbers throughout."""
    whole = _number(raw, region)
    if whole is not None:
        return [whole]
    folded = unicodedata.normalize("NFKC", raw)
    named = _PEOPLE.split(_EXTENSION_WORD.sub(" x", folded))
    mobiles = _MOBILES.findall(folded) if not re.search(r"\d", _MOBILES.sub("", folded)) else []
    for parts in (raw.split(), [part for part in named if re.search(r"\d", part)], mobiles):
        several = [one for part in parts if (one := _number(part, region)) is not None]
        if len(several) > 1 and len(several) == len(parts):
            return list(several)
    return [Bad(raw)]


def _number(raw: str, region: str | None) -> Number | None:
    """Read one number with its extension, None where it is none."""
    text = _REMARK.sub("", unicodedata.normalize("NFKC", raw)).strip()
    for pattern in (_EXTENSION, None, _BARE_EXTENSION):
        extension = pattern.search(text) if pattern is not None else None
        if pattern is not None and extension is None:
            continue
        digits = _digits_of_float(_EDGES.sub("", text[: extension.start()] if extension else text))
        e164 = _e164(re.sub(r"^00(?=[1-9])", "+", digits), region)
        if e164 is not None:
            return Number(e164, raw, extension[1] if extension else "")
    return None


def _digits_of_float(text: str) -> str:
    """Return the digits of a number that a program has turned into 13812345678.0, 1.3812345678E+10 or 1.38123E10.

    A spreadsheet writes E+10 and rounds to what it shows, so that only all digits are believed; programs write E10
    after as many as there are but for zeros. Empty where digits are lost.
    """
    found = _FLOAT.fullmatch(text)
    if found is None:
        return text
    if found[1]:
        return found[1]
    digits, size = found[2].replace(".", ""), int(found[4]) + 1
    sure = size if found[3] else _SURE_DIGITS
    return digits.ljust(size, "0") if sure <= len(digits) <= size else ""


@lru_cache(maxsize=4096)
def _e164(text: str, region: str | None) -> str | None:
    """Return the E.164 form of a valid number, None of any other.

    Chinese mobiles are known by their shape: new ranges come into use before a library lists them. A bare 86 before
    one is the country code wherever the book is.
    """
    digits = re.sub(r"[\s().\-\u2010-\u2015\u00b7]", "", text)
    mobile = _CHINESE_MOBILE.fullmatch(digits)
    if mobile is not None and (region == "CN" or digits.startswith(("+86", "86"))):
        return f"+86{mobile[1]}"
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
