"""Three hundred texts that would steer a terminal, and what a program may send to one."""

from __future__ import annotations

import re

_ODD = "7654"  # a parameter that nothing of our own ever sends
_TAG = "owned"


def payloads() -> list[str]:
    """Return 300 texts, no two alike, every one of which tries something."""
    csi = [f"\x1b[{_ODD}{final}" for final in "@ABCDEFGHJKLMPSTXZ`abcdefghilmnpqrstux"]
    c1 = [f"\x9b{_ODD}{final}" for final in "ABCDHJKhlmnr"] + [chr(code) + _TAG for code in range(0x80, 0xA0)]
    modes = [f"\x1b[?{mode}{final}" for mode in (1, 5, 9, 47, 66, 1047, 9001) for final in "hl"]
    ends = ("\x07", "\x1b\\", "\x9c", "")
    osc = [f"\x1b]{code};{_TAG}{end}" for code in (0, 1, 2, 4, 7, 9, 10, 50, 52, 133, 777, 1337) for end in ends]
    osc += [f"\x9d{code};{_TAG}\x07" for code in (0, 2, 8, 52)]
    links = [f"\x1b]8;;file:///{_TAG}{end}click\x1b]8;;{end}" for end in ends[:3]]
    strings = [f"\x1b{sign}{_TAG}{end}" for sign in "P_^X" for end in ends]
    single = [chr(code) + _TAG for code in (*range(0x20), 0x7F)] + [f"\x1b{sign}{_TAG}" for sign in "c78=>DEHMNOZ#(%"]
    turned = [f"{_TAG}{chr(code)}txt" for code in (0x61C, *range(0x200B, 0x2010), *range(0x2028, 0x202F))]
    turned += [f"{_TAG}{chr(code)}x" for code in (*range(0x2060, 0x2070), 0xFEFF, 0x180E, 0xAD, *range(0xFFF9, 0xFFFC))]
    tags = ["".join(chr(0xE0000 + ord(sign)) for sign in word) + _TAG for word in ("hi", "rm", "owned", "x y")]
    markup = [f"[{words}]{_TAG}[/]" for words in ("bold", "/", "red on blue", "@click=app.quit", "link=file:///x", "")]
    markup += ["[/oops]", "[bold", "]]", "\\[x]", "%(name)s %s {0} {x!r}", "=1+1", "<b>&amp;</b>", "'; DROP TABLE call"]
    found = [*csi, *c1, *modes, *osc, *links, *strings, *single, *turned, *tags, *markup]
    twins = [f"a{text}b{text}c" for text in found]
    return list(dict.fromkeys([*found, *twins]))[:300]


_OWN = re.compile(
    r"\x1b\[(?:(?:\d{1,3}(?:;\d{1,3})*)?m"  # colours
    r"|\d{1,3};\d{1,3}H"  # the cursor's place
    r"|\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"
    r"|[<>]\d*u|\?\d+\$p)"
    r"|\x1b\]22;[a-z]*\x07"  # the shape of the pointer
)
_UNSAFE = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def let_through(output: str) -> list[str]:
    """Return what of an output is neither our own control nor plain text."""
    return _UNSAFE.findall(_OWN.sub("", output))


def let_through_near(output: str) -> list[str]:
    """Return where in an output something was let through: a few signs about each of the first places."""
    left = _OWN.sub("", output)
    return [left[max(0, found.start() - 30) : found.end() + 30] for found in list(_UNSAFE.finditer(left))[:5]]
