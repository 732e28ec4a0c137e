"""Writes the readings of Chinese characters that the search knows, from pypinyin and pypinyin-dict (both MIT).

`pip install pypinyin pypinyin-dict` first; neither is needed to run repdesk. The readings are those in living use:
of the 8,105 characters of the national list as its dictionary of 2013 has them (Unihan kTGHZ2013), of other characters
as the dictionary of 1983 has them (kXHC1983), else the commonest one alone. Tones are left out; ü is v.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict as commonest
from pypinyin_dict.pinyin_data.ktghz2013 import pinyin_dict as national
from pypinyin_dict.pinyin_data.kxhc1983 import pinyin_dict as earlier

OUT = Path(__file__).parents[1] / "src" / "repdesk" / "desk" / "search" / "pinyin.txt"
IDEOGRAPHS = range(0x4E00, 0x9FFF + 1)
# How names are read out, where the dictionary differs.
BESIDES = {"晟": "sheng", "员": "yun", "郄": "xi", "宁": "ning", "秘": "bi", "繁": "po", "黑": "he", "朝": "chao"}
HEAD = """\
# How characters are read, without tones, v for ü: the readings, then the characters that have just these.
# Made by tools/pinyin.py from the data of pypinyin and pypinyin-dict (MIT), which is Unihan's (Unicode licence).
"""


def bare(syllable: str) -> str:
    """Return a syllable without its tone, ü as v; empty where it has no vowel, as 嗯 is read."""
    marked = unicodedata.normalize("NFD", syllable.strip())
    plain = re.sub("[\u0300-\u0307\u0309-\u036f]", "", marked).replace("u\u0308", "v")
    return plain if re.search("[aeiouv]", plain) else ""


def readings(code: int) -> tuple[str, ...]:
    """Return how a character is read, the commonest reading first."""
    first, living = commonest[code].partition(",")[0], national.get(code) or earlier.get(code) or ""
    found = {bare(one) for one in (living or first).split(",")} | {BESIDES.get(chr(code), "")}
    return tuple(sorted(found - {""}, key=lambda one: (one != bare(first), one)))


def main() -> None:
    """Write the file."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code in {*IDEOGRAPHS, *national} & set(commonest):
        if said := readings(code):
            groups[said].append(chr(code))
    lines = [f"{' '.join(said)} {''.join(sorted(signs))}" for said, signs in sorted(groups.items())]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
