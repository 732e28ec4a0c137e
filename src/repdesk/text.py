"""Text from data made safe to show: what steers a terminal or turns a line around becomes one visible cell."""

from __future__ import annotations

import re

_SUBSTITUTE = "\u2426"  # one cell wide in every terminal, unlike U+FFFD
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_STORED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def _picture(match: re.Match[str]) -> str:
    """Return the control picture of a control character, else the substitute sign."""
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _SUBSTITUTE


def visible(text: str) -> str:
    """Return `text` as one line that no terminal obeys: every control, bidi and zero-width sign is a visible cell."""
    return _STEERING.sub(_picture, text)


def cleaned(text: str) -> str:
    """Return `text` as it may be stored: control and bidi signs but newline and tab are replaced by visible ones."""
    return _STORED.sub(_picture, text)


# JSON leaves these as they are; who looks at it on a terminal must not be steered by them.
_IN_JSON = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def escaped_json(text: str) -> str:
    """Return JSON that says the same, with every sign that steers a terminal escaped."""
    return _IN_JSON.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
