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
_RUN = re.compile(rb"[\x80-\xff]+")
_PLAUSIBLE = 0.3
_COMMON = {  # lead bytes of: punctuation and full-width signs, the common characters; then of those less common
    "gb18030": (((0xA1, 0xA3), (0xB0, 0xD7)), (0xD8, 0xF7)),
    "big5": (((0xA1, 0xA3), (0xA4, 0xC6)), (0xC9, 0xF9)),
}
_LESS_COMMON, _RARE = 0.5, 0.4
_STRAY = 12  # so many bytes at least for each zero byte; text in UTF-16 has more of them: its digits and commas
_DAMAGED = 0.9  # of the signs beyond ASCII, those that are whole in UTF-8: the rest was cut off or spoilt


class UndecodableError(ValueError):
    """The bytes are no text in any encoding that is known here."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of `data` and the name of its encoding; `UndecodableError` where none fits.

    UTF-8 and UTF-16 with their marks; UTF-8; UTF-16 without a mark, betrayed by its zero bytes; Latin text (cp1252),
    whose signs beyond ASCII stand alone; else GB18030 or Big5, whichever gives the commoner characters. A few zero
    bytes are strays in the text: they are signs like other controls.
    """
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
    runs = [run[0] for run in islice(_RUN.finditer(data), _SAMPLE)]
    if 2 * sum(len(run) == 1 for run in runs) > sum(map(len, runs)):
        text = _strictly(data, "cp1252")
        if text is not None:
            return text, "cp1252"
    return _chinese(data, runs)


def _strictly(data: bytes, codec: str) -> str | None:
    """Decode all of `data`, or return None."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """Decode UTF-16 by where the zero bytes of its ASCII signs lie; None where they lie elsewhere."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    text = _strictly(data, "utf-16-le" if odd > even else "utf-16-be")
    separated = text is not None and any(sign in text for sign in ",;\t|\n")
    if text is None or not separated or "\0" in text or min(even, odd) * 20 > max(even, odd):
        return None
    return text


def _chinese(data: bytes, runs: list[bytes]) -> tuple[str, str]:
    """Decode as GB18030 or Big5, the more plausible of those that decode; never a damaged UTF-8."""
    whole = sum(len(run.decode("utf-8", "ignore").encode()) for run in runs)
    if whole > _DAMAGED * sum(map(len, runs)):
        raise UndecodableError
    found = [
        (_plausibility(text, codec), codec, text) for codec in _COMMON if (text := _strictly(data, codec)) is not None
    ]
    plausible, codec, text = max(found, default=(0.0, "", ""))
    if plausible < _PLAUSIBLE:
        raise UndecodableError
    return text, codec


def _plausibility(text: str, codec: str) -> float:
    """Return from 0 to 1 how common the signs beyond ASCII are that `codec` gave."""
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
