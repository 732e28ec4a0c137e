"""Time zones as people name them, and those a number rings in."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.exchange import zone_names
from repdesk.exchange.number_zones import zones_of_number
from repdesk.exchange.zone_names import SeveralZones, names_to_offer, read_zone, zone_title
from repdesk.exchange.zones import zone_of

TABLE = tomllib.loads((Path(zone_names.__file__).parent / "zones.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("New York", "America/New_York"),
        ("  new   york ", "America/New_York"),
        ("ＮＥＷ ＹＯＲＫ", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("纽约", "America/New_York"),
        ("北京时间", "Asia/Shanghai"),
        ("cn", "Asia/Shanghai"),
        ("UK", "Europe/London"),
        ("Jakarta", "Asia/Jakarta"),
        ("UTC+8", "UTC+08:00"),
        ("gmt-5", "UTC-05:00"),
        ("+5:30", "UTC+05:30"),
        ("东八区", "UTC+08:00"),
        ("西五区", "UTC-05:00"),
        ("UTC+15", None),
        ("CST", None),  # China's, or the middle of America's
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_zone_as_it_is_named(typed: str, zone: str | None) -> None:
    assert read_zone(typed) == zone


@pytest.mark.parametrize("typed", ["美国", "USA", "Canada", "ru"])
def test_a_country_of_several_zones_asks_which(typed: str) -> None:
    with pytest.raises(SeveralZones) as several:
        read_zone(typed)
    assert len(several.value.zones) > 1


def test_every_name_of_the_table_is_understood_and_says_one_zone() -> None:
    names = [(name, zone) for zone, own in TABLE["zones"].items() for name in own]
    assert {name: read_zone(name) for name, _zone in names} == dict(names)
    assert all(zone_of(zone) is not None for one in TABLE["several"] for zone in one["zones"])


def test_what_a_zone_is_called_reads_back_in_both_languages() -> None:
    for zone in TABLE["zones"]:
        for language in ("en", "zh_CN"):
            assert read_zone(zone_title(zone, language)) == zone
    assert zone_title("America/New_York", "zh_CN") == "纽约"
    assert names_to_offer("zh_CN")[0] != names_to_offer("en")[0]


@given(st.text(max_size=12))
def test_no_text_is_too_odd(typed: str) -> None:
    try:
        zone = read_zone(typed)
    except SeveralZones:
        return
    assert zone is None or zone_of(zone) is not None


def test_the_zones_of_numbers() -> None:
    assert zones_of_number("+12125550100") == ("America/New_York",)
    assert zones_of_number("+8613800138000") == ("Asia/Shanghai",)
    assert len(zones_of_number("+18005551234")) > 1
    assert zones_of_number("+1") == ()
