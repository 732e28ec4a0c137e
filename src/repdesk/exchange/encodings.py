"""Which encoding a file of text is in, told by strict decoding and by how plausible the characters are."""

from __future__ import annotations

import codecs
import re
from itertools import islice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_SAMPLE = 40_000  # signs, or runs of bytes, beyond ASCII that are looked at; more would not change the answer
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BEYOND_ASCII_RUN = re.compile(r"[^\x00-\x7f]{1,80}")
_RUN = re.compile(rb"[\x80-\xff]{1,240}")
_PLAUSIBLE = 0.3
_COMMON = {  # lead bytes of: punctuation and full-width signs, the common characters; then of those less common
    "gb18030": (((0xA1, 0xA3), (0xB0, 0xD7)), (0xD8, 0xF7)),
    "big5": (((0xA1, 0xA3), (0xA4, 0xC6)), (0xC9, 0xF9)),
}
_LESS_COMMON, _RARE = 0.5, 0.4
_TYPED = frozenset("€…–—‘’“”•™")  # signs that stand alone in Latin text, and no byte of a Chinese character
_STRAY = 12  # so many bytes at least for each zero byte; text in UTF-16 has more of them: its digits and commas
_DAMAGED = 0.9  # of the signs beyond ASCII, those that are whole in UTF-8: the rest was cut off or spoilt


class UndecodableError(ValueError):
    """The bytes are no text in any encoding that is known here."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of `data` and the name of its encoding; `UndecodableError` where none fits.

    UTF-8 and UTF-16 with their marks; UTF-8; UTF-16 without a mark, betrayed by its zero bytes; else Latin text
    (cp1252), GB18030 or Big5, whichever gives the commoner characters. A few zero bytes are strays in the text: they
    are signs like other controls. Where `encoding` says which it is, what does not fit becomes U+FFFD; LookupError
    where Python knows no such encoding of text.
    """
    if encoding is not None:
        return _as_said(data, encoding), encoding
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            text = _strictly(data, codec)
            if text is None:
                raise UndecodableError
            return text, name
    stray = data.count(0) * _STRAY <= len(data)
    text = _strictly(data, "utf-8") if stray else None
    if text is not None:
        return text, "utf-8"
    if b"\0" in data and (text := _unmarked_utf16(data)) is not None:
        return text, "utf-16"
    if not stray:
        raise UndecodableError
    return _most_plausible(data)


def _as_said(data: bytes, encoding: str) -> str:
    """Decode `data` as somebody has said, its mark taken off."""
    said = codecs.lookup(encoding).name
    for mark, name, codec in _MARKS:
        if said == name and data.startswith(mark):
            return data.decode(codec, "replace")
    return data.decode(_order_of_bytes(data) if said == "utf-16" else said, "replace")


def _strictly(data: bytes, codec: str) -> str | None:
    """Decode all of `data`, or return None."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """Decode UTF-16 by where the zero bytes of its ASCII signs lie; None where they lie elsewhere."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    text = _strictly(data, _order_of_bytes(data))
    separated = text is not None and any(sign in text for sign in ",;\t|\n")
    if text is None or not separated or "\0" in text or min(even, odd) * 20 > max(even, odd):
        return None
    return text


def _order_of_bytes(data: bytes) -> str:
    """Return which UTF-16 it is that `data` would be in."""
    return "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"


def _most_plausible(data: bytes) -> tuple[str, str]:
    """Decode as Latin text, GB18030 or Big5, the most plausible of those that decode; never a damaged UTF-8."""
    runs = [run[0] for run in islice(_RUN.finditer(data), _SAMPLE)]
    whole = sum(len(run.decode("utf-8", "ignore").encode()) for run in runs)
    if whole > _DAMAGED * sum(map(len, runs)):
        raise UndecodableError
    found = [
        (_plausibility(text, codec), codec, text)
        for codec in ("cp1252", *_COMMON)
        if (text := _strictly(data, codec)) is not None
    ]
    plausible, codec, text = max(found, default=(0.0, "", ""))
    if plausible < _PLAUSIBLE:
        raise UndecodableError
    return text, codec


def _plausibility(text: str, codec: str) -> float:
    """Return from 0 to 1 how common the signs beyond ASCII are that `codec` gave."""
    return _of_latin(text) if codec == "cp1252" else _of_chinese(text, codec)


def _of_latin(text: str) -> float:
    """Return how many of the signs are letters within a word, or are typed alone; two letters together are rarer."""
    seen, points = 0, 0.0
    for run in islice(_BEYOND_ASCII_RUN.finditer(text), _SAMPLE):
        seen += len(run[0])
        before, after = text[run.start() - 1 : run.start()].isalpha(), text[run.end() : run.end() + 1].isalpha()
        within = (before and after) if len(run[0]) == 2 else (before or after) if len(run[0]) == 1 else False
        for sign in run[0]:
            letter = sign >= "À" and sign.isalpha()
            points += 1.0 if sign in _TYPED or (letter and within) else _RARE if len(run[0]) == 1 or letter else 0.0
    return points / seen if seen else 0.0


def _of_chinese(text: str, codec: str) -> float:
    """Return how many of the characters are common ones."""
    common, less_common = _COMMON[codec]
    seen, points = 0, 0.0
    for sign in islice(_BEYOND_ASCII.finditer(text), _SAMPLE):
        seen += 1
        code = sign[0].encode(codec)
        if len(code) != 2 or (codec == "gb18030" and code[1] < 0xA1):  # outside GB 2312
            points += _RARE
        elif any(first <= code[0] <= last for first, last in common):
            points += 1.0
        elif less_common[0] <= code[0] <= less_common[1]:
            points += _LESS_COMMON
    return points / seen if seen else 0.0
