"""Time zones as people name them: a city, a country, an IANA name, UTC+8; and what one is called where it is shown."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from repdesk.exchange.zones import offset_name, zone_of

_TABLE = Path(__file__).with_name("zones.toml")
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?::?(\d\d))?")
_CHINESE_OFFSET = re.compile(r"([东西])([一二三四五六七八九十]{1,2})区")
_NUMERALS = {
    text: n for n, text in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1)
}
_HAN = re.compile(r"[\u4e00-\u9fff]")


class SeveralZones(ValueError):  # noqa: N818 (it says what the text names)
    """A country of several zones was named; `zones` are those of its large cities."""

    def __init__(self, zones: tuple[str, ...]) -> None:
        super().__init__(", ".join(zones))
        self.zones = zones


def read_zone(text: str) -> str | None:
    """Return the zone that is named, None where none is; SeveralZones for a country of several.

    A zone is an IANA name such as Asia/Shanghai, or an offset such as UTC+05:30 of which no more is known.
    """
    name = _folded(text)
    found = _offset(name) or _names().one.get(name) or _iana().get(name)
    if found is None and name in _names().several:
        raise SeveralZones(_names().several[name])
    return found if found is not None and zone_of(found) is not None else None


def zone_title(zone: str, language: str) -> str:
    """Return what a zone is called in a line of text: its city, in `language` where that is known."""
    if language.startswith("zh") and (title := _names().chinese.get(zone)) is not None:
        return title
    return zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=2)
def names_to_offer(language: str) -> tuple[str, ...]:
    """Return names to complete what is typed, those of `language` first."""
    names = [name for own in _table()["zones"].values() for name in own]
    chinese = language.startswith("zh")
    return tuple(sorted(names, key=lambda name: (bool(_HAN.search(name)) is not chinese, len(name), name)))


@dataclass(frozen=True, slots=True)
class _Names:
    one: dict[str, str]
    several: dict[str, tuple[str, ...]]
    chinese: dict[str, str]


@lru_cache(maxsize=1)
def _names() -> _Names:
    table = _table()
    return _Names(
        {_folded(name): zone for zone, names in table["zones"].items() for name in names},
        {_folded(name): tuple(one["zones"]) for one in table["several"] for name in one["names"]},
        {zone: next(name for name in names if _HAN.search(name)) for zone, names in table["zones"].items()},
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _iana() -> dict[str, str]:
    """Return the zones this computer knows by their whole name and by their city."""
    zones = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
    )
    cities = {_folded(zone.rpartition("/")[2]): zone for zone in reversed(zones)}
    return cities | {_folded(zone): zone for zone in zones}


def _offset(name: str) -> str | None:
    if found := _OFFSET.fullmatch(name):
        sign, hours, minutes = found[1], int(found[2]), int(found[3] or 0)
    elif found := _CHINESE_OFFSET.fullmatch(name):
        sign, hours, minutes = "+" if found[1] == "东" else "-", _NUMERALS.get(found[2], 99), 0
    else:
        return None
    return offset_name(-1 if sign == "-" else 1, hours, minutes)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ").replace("−", "-")
    return " ".join(plain.split()).strip(" .,")
