from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.filters import Filter, UnreadFilter, parse_filter
from repdesk.rules.filters.fields import FIELDS, Traits, own_field

ONE: Traits = {
    "name": ("榕泉(北京)有限公司", "rongquan"),
    "city": ("北京 海淀",),
    "kp": ("陈英娜",),
    "phone": ("8613800138000",),
    "tag": ("vip", "展会"),
    "source": ("referral", "老王"),
    "grade": ("A",),
    "stage": (4,),
    "intent": (4,),
    "contract": ("active",),
    "amount": (1_678_200,),
    "complete": (85,),
    "missing": ("rival", "address"),
    "untouched": (34,),
    "next": (date(2026, 11, 25),),
    "created": (date(2025, 3, 1),),
    "callable": ("yes",),
    "dnc": ("no",),
    "today": ("no",),
    "my.楼层": (Decimal("12.5"),),
    "my.need": ("on",),
}
OWN = (own_field("楼 层", "number"), own_field("need", "text"))


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read(text: str) -> Filter:
    return parse_filter(text, read_day, own=OWN)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", True),
        ("grade:A stage>=3 untouched>20d city:北京", True),
        ("grade:B", False),
        ("grade:b,a", True),
        ("级:a 阶段≥3", True),
        ("级：A　阶段＞＝3", True),
        ("-grade:A", False),
        ("grade!=B", True),
        ("stage:leaning_to_us", True),
        ("stage:已发合同", False),
        ("intent<4", False),
        ("amount>10k", True),
        ("amount>1.7万", False),
        ("amount<=16782", True),
        ("untouched>5w", False),
        ("unspoken>300d", True),  # never spoken with: for ever
        ("unspoken<300d", False),
        ("unspoken:none", True),
        ("next:2026-11-25", True),
        ("next<2026-11-25", False),
        ("ends:none", True),
        ("ends<2099-01-01", False),  # nothing on record is neither before nor after
        ("next:any", True),
        ("contract:active", True),
        ("contract:none", False),
        ("callable:yes dnc:no", True),
        ("榕泉", True),
        ("rongquan", True),
        ("-榕泉", False),
        ('city:"北京 海"', True),
        ('"榕泉（北京"', True),
        ('city:"北京,海淀"', False),
        ("kp:陈", True),
        ("complete>=85", True),
        ("phone:138-0013", True),
        ("phone:0138", True),
        ("tag:VIP", True),
        ("tag:vi", False),  # a tag is meant as a whole
        ("tag:vip,老客户 -tag:老客户", True),
        ("标签:展会", True),
        ("tag:none", False),
        ("source:referral", True),
        ("来源:转介绍", True),
        ("source:老王", True),
        ("source:inbound", False),
        ("missing:rival", True),
        ("缺:关键人", False),
        ("-missing:kp", True),
        ("missing:none", False),
        ("created<2026-01-01", True),
        ("today:no", True),
        ("score:none", True),
        ("楼层>12", True),
        ("楼层:12.5", True),
        ("my.楼层<=12", False),
        ("need:none", True),  # the field of the trade: the rep's own of that name needs its prefix
        ("my.need:on", True),
    ],
)
def test_who_fits(text: str, fits: bool) -> None:
    assert read(text).holds(ONE) is fits


@pytest.mark.parametrize(
    ("text", "fault", "word", "at"),
    [
        ("grade:A colour:red", "field", "colour", 8),
        ("stage>high", "value", "high", 0),
        ("grade:", "value", "", 0),
        ("grade:A,", "value", "A,", 0),
        ("grade>A", "sign", ">", 0),
        ("name>a", "sign", ">", 0),
        ("next<morgen", "value", "morgen", 0),
        ("tag>vip", "sign", ">", 0),
        ("missing:shoes", "value", "shoes", 0),
        ("楼层:hoch", "value", "hoch", 0),
        ("my.nothing:1", "field", "my.nothing", 0),
        ('city:"北京', "quote", 'city:"北京', 0),
        ("amount>1..2", "value", "1..2", 0),
        ("x" * 501, "long", "x" * 20, 500),
    ],
)
def test_what_is_not_understood_is_named_with_its_place(text: str, fault: str, word: str, at: int) -> None:
    with pytest.raises(UnreadFilter) as told:
        read(text)
    assert (told.value.fault, told.value.word, told.value.at) == (fault, word, at)
    assert word not in str(told.value) or not word, "what was typed stays out of the message"


def test_every_field_has_names_of_its_own() -> None:
    names = [name for field in FIELDS for name in field.names]
    assert len(names) == len(set(names))


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_named(text: str) -> None:
    try:
        found = read(text)
    except UnreadFilter:
        return
    assert read(str(found)) == found
    assert isinstance(found.holds(ONE), bool)


@given(
    st.lists(
        st.sampled_from(["grade:A", "stage>=5", "city:北京", "next:none", "榕泉", "amount>1k", "tag:vip"]), max_size=4
    )
)
def test_order_does_not_matter_and_a_minus_turns_a_word_round(words: list[str]) -> None:
    assert read(" ".join(words)).holds(ONE) == read(" ".join(reversed(words))).holds(ONE)
    for word in words:
        assert read(f"-{word}").holds(ONE) is not read(word).holds(ONE)
