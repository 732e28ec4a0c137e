"""vCards 2.1, 3.0 and 4.0 as lists of properties; a line that cannot be read is kept as it is, and the rest is read."""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from repdesk.exchange.content import no_table, text_of
from repdesk.exchange.encodings import UndecodableError, decode
from repdesk.progress import Progress, Stopped, StoppedError, never, silent

_LINE = re.compile(
    r'(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<params>(?:;[^=:;"]*(?:=(?:"[^"]*"|[^":;])*)?)*):(?P<value>.*)',
    re.DOTALL,
)
_PARAMETER = re.compile(r';([^=:;"]*)(?:=((?:"[^"]*"|[^":;])*))?')
_VERSION = re.compile(rb"\s*VERSION\s*:\s*([\d.]+)", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_BARE_TYPES = {"quoted-printable": "encoding", "base64": "encoding", "b": "encoding", "8bit": "encoding"}
_STEP = 2_000  # lines between two words on the progress
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """A line of a card: its name in capitals, its parameters in small letters, and the value as it stands there."""

    name: str
    value: str
    types: frozenset[str] = frozenset()
    preference: int = 100
    """1 is the most preferred, as version 4.0 counts; 100 where nothing was said."""
    old: bool = False
    """It is of version 2.1, which escapes hardly anything."""

    @property
    def text(self) -> str:
        """Return the value as one text."""
        return _unescaped(self.value, old=self.old)

    def parts(self, separator: str = ";") -> list[str]:
        """Return the texts between separators that are not escaped."""
        found = re.split(rf"(?<!\\)((?:\\\\)*){re.escape(separator)}", self.value)
        joined = [found[place] + "".join(found[place + 1 : place + 2]) for place in range(0, len(found), 2)]
        return [_unescaped(part, old=self.old).strip() for part in joined]


@dataclass(slots=True)
class Card:
    """A card by its number in the file, the first being 1; `unread` are its lines that are no properties."""

    number: int
    properties: list[Property] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Return the properties of a name that say anything, the preferred first."""
        found = [one for one in self.properties if one.name == name and one.value.strip(" ;,")]
        return sorted(found, key=lambda one: one.preference)

    def first(self, name: str) -> Property | None:
        """Return the preferred property of a name."""
        return next(iter(self.all(name)), None)


def read_cards(
    data: bytes, encoding: str | None = None, progress: Progress = silent, stopped: Stopped = never
) -> tuple[list[Card], str]:
    """Return the cards of a file, and its encoding, which is found out where it is None.

    A card that does not end before the next begins, or at all, ends there. What stands outside of cards is passed over.
    RepdeskError where the file is no text, or there is no card in it; StoppedError where it was given up.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:20]:
        wide, found = text_of(data, encoding)
        text = b"\n".join(_unfolded(wide.encode("utf-8", "replace"))).decode("utf-8", "replace")
    else:
        text, found = _text(b"\n".join(_unfolded(data.removeprefix(codecs.BOM_UTF8))), encoding)
    cards: list[Card] = []
    card: Card | None = None
    old = False
    lines = text.split("\n")
    for done, line in enumerate(lines):
        if done % _STEP == 0:
            if stopped():
                raise StoppedError
            progress(done, len(lines))
        mark = line.strip().upper().replace(" ", "")
        if mark == "BEGIN:VCARD":
            card, old = Card(len(cards) + 1), False
            cards.append(card)
        elif mark == "END:VCARD":
            card = None
        elif card is not None and line.strip():
            one = _property(line, found, old=old)
            if one is None:
                card.unread.append(line.strip())
            elif one.name == "VERSION":
                old = one.value.strip() == "2.1"
            else:
                card.properties.append(one)
    if not cards:
        raise no_table()
    return cards, found


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Yield whole lines: a fold may lie within a character, so they are joined before they are read as text.

    In 2.1 the blank that begins a folded line is part of the text, and quoted-printable values have folds of their own.
    """
    parts: list[bytes] = []
    old = False
    for line in re.split(rb"\r\n|\r|\n", data):
        if parts and parts[-1].endswith(b"=") and _QUOTED_PRINTABLE.match(parts[0]):
            parts[-1] = parts[-1][:-1]
            parts.append(line.lstrip(b" \t"))
        elif parts and line[:1] in (b" ", b"\t") and line.strip():
            parts.append(line if old else line[1:])
        else:
            yield b"".join(parts)
            parts = [line]
            version = _VERSION.match(line)
            old = version[1] == b"2.1" if version else old
    yield b"".join(parts)


def _text(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Return the text of a file and its encoding; a line may be in UTF-8 where others are not."""
    if encoding is not None:
        return text_of(data, encoding)
    try:
        text, found = decode(data)
    except UndecodableError:
        text, found = "", "gb18030"
    if found != "utf-8":
        text = "\n".join(_guessed(line, "utf-8", found) for line in data.split(b"\n"))
    return text, found


def _guessed(data: bytes, *charsets: str) -> str:
    """Return bytes as text: in the first of the encodings that fits, else in the likeliest, never failing."""
    for one in (*charsets, "utf-8", "gb18030"):
        try:
            return data.decode(one)
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _property(line: str, encoding: str, *, old: bool) -> Property | None:
    """Read a line, None where it is none of a card."""
    found = _LINE.fullmatch(line.strip("\r"))
    if found is None:
        return None
    parameters: dict[str, list[str]] = {}
    for name, value in _PARAMETER.findall(found["params"]):
        bare = name.strip().lower()
        key = bare if value else _BARE_TYPES.get(bare, "type")  # 2.1 leaves TYPE and ENCODING unsaid
        parameters.setdefault(key, []).extend((value or bare).replace('"', "").lower().split(","))
    types = frozenset(one.strip() for one in parameters.get("type", ()))
    said = next((one for one in parameters.get("pref", ()) if one.isdecimal()), "1" if "pref" in types else "100")
    value = found["value"]
    coding = parameters.get("encoding", [""])[0]
    charset = parameters.get("charset", [""])[0]
    if coding == "quoted-printable":
        value = _guessed(quopri.decodestring(value.encode(_carrier(encoding), "replace")), charset or "utf-8")
    elif coding in ("base64", "b"):
        value = _of_base64(value, charset)
    return Property(found["name"].upper(), value, types, int(said[:3]), old)


def _carrier(encoding: str) -> str:
    """Return the encoding in which signs that were left as they are within quoted-printable are put back to bytes."""
    return "utf-8" if encoding == "utf-16" else encoding


def _of_base64(value: str, charset: str) -> str:
    """Return text in base64; nothing where it is a picture or a sound."""
    try:
        return _guessed(binascii.a2b_base64(value), charset) if charset else ""
    except ValueError:
        return ""


def _unescaped(value: str, *, old: bool) -> str:
    """Return a value without the strokes before its signs; a stroke and an n is a new line."""

    def meant(found: re.Match[str]) -> str:
        sign = found[1]
        if sign in "nN":
            return found[0] if old else "\n"
        return sign if sign in ";,:\\" else found[0]

    return _ESCAPED.sub(meant, value)
