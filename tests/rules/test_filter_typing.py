from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.filters.fields import FIELDS, own_field
from repdesk.rules.filters.typing import MOST, offers

KNOWN = (*FIELDS, own_field("发票抬头", "text"))


@pytest.mark.parametrize(("text", "offered"), [
    ("", ()),
    ("grade:A ", ()),
    ("sta", ("stage/阶段",)),
    ("grade:A -un", ("unanswered/未接", "untouched/未联系", "unspoken/未接通", "unmet/未有效联系")),
    ("阶", ("stage/阶段",)),
    ("发", ("发票抬头",)),
    ("contract:e", ("expired",)),
    ("contract:active,e", ("expired",)),
    ("contract：", ("none", "active", "expired", "no_contract", "in_force", "无", "无合同", "合同中")),
    ("意向：", ("可能性差", "意向不明", "可能成交", "成交意向好", "可能性很大", "unlikely", "unclear", "possible")),
    ("nothing:x", ()),
    ("city:北", ()),
])  # fmt: skip
def test_what_may_come_next_is_offered(text: str, offered: tuple[str, ...]) -> None:
    assert offers(text, KNOWN) == offered


@given(st.text(max_size=30))
def test_whatever_is_typed_few_are_offered(text: str) -> None:
    assert len(offers(text, KNOWN)) <= MOST
