from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.labels import LONGEST_TAG, read_choice, read_number, read_tags


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , ，;", ()),
        ("vip", ("vip",)),
        ("#vip, ＃展会；重点、北京", ("vip", "展会", "重点", "北京")),
        ("key  account\tspring\nfair", ("key account", "spring", "fair")),
        ("VIP, vip, ＶＩＰ", ("VIP",)),
        ("x" * 60, ("x" * LONGEST_TAG,)),
    ],
)
def test_tags_are_what_commas_keep_apart(text: str, tags: tuple[str, ...]) -> None:
    assert read_tags(text) == tags


def test_a_tag_is_spelled_as_it_is_known() -> None:
    assert read_tags("vip, 展會", ["ＶＩＰ", "Fair"]) == ("ＶＩＰ", "展會")


@given(st.text(max_size=80))
def test_tags_that_were_read_read_the_same_again(text: str) -> None:
    tags = read_tags(text)
    assert read_tags(", ".join(tags)) == tags
    assert all(tag == tag.strip() and tag for tag in tags)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1200", "1200"),
        ("1,200.50", "1200.5"),
        ("１２３，４５６", "123456"),
        (" - 3.0 ", "-3"),
        ("-0", "0"),
        (".5", "0.5"),
        ("007", "7"),
        ("1,20", None),
        ("1e5", None),
        ("1.2.3", None),
        ("", None),
        ("viele", None),
        ("9" * 31, None),
    ],
)
def test_a_number_is_kept_as_plain_decimal_text(text: str, kept: str | None) -> None:
    assert read_number(text) == kept


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_number_keeps_its_value_and_its_text(value: Decimal) -> None:
    kept = read_number(format(value, "f"))
    assert kept is not None
    assert Decimal(kept) == value
    assert read_number(kept) == kept


def test_a_choice_is_meant_whatever_its_width_and_case() -> None:
    assert read_choice(" ｏｐｐｏ", ("华为", "OPPO")) == "OPPO"
    assert read_choice("小米", ("华为", "OPPO")) is None
