"""What a filter may ask of a customer: each field by its names in both languages, its kind, values that have names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from repdesk.rules.types import GRADES, INTENT_KEYS, SOURCES, STAGE_KEYS

Kind = Literal["text", "label", "digits", "word", "number", "money", "days", "date", "flag"]
Value = str | int | Decimal | date
"""A text as it is compared (`filters.folded`), a number, minor units of money, days that have passed, a day."""
Traits = Mapping[str, tuple[Value, ...]]
"""What is on record of a customer by the name of a field; a field of which nothing is on record may be left out."""


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field that a filter may name; `words` are the values that have names, by each of the names.

    Of a text a part is looked for, a label must be the whole; of a word and a flag only `words` are understood.
    """

    names: tuple[str, ...]
    kind: Kind
    words: Mapping[str, Value] = field(default_factory=dict, hash=False)
    for_ever: bool = False
    """Of whom nothing is on record stands beyond any number of days."""
    own: bool = False
    """It is a field of the rep's own."""

    @property
    def name(self) -> str:
        """Return the name it is written by."""
        return self.names[0]

    @property
    def shown(self) -> str:
        """Return a name in each language, as it is told to somebody who looks for it."""
        if self.own:
            return self.names[-1]
        return "/".join((self.name, *[name for name in self.names if not name.isascii()][:1]))


_STAGES: Mapping[str, Value] = {key: number for number, key in enumerate(STAGE_KEYS)} | {
    name: number
    for number, name in enumerate(
        ("暂未联系上", "新增客户", "已与KP沟通", "有办理计划", "有选择我们的意向", "已发合同", "合同中", "合同已到期")
    )
}
_INTENTS: Mapping[str, Value] = {key: number for number, key in enumerate(INTENT_KEYS, start=1)} | {
    name: number
    for number, name in enumerate(("可能性差", "意向不明", "可能成交", "成交意向好", "可能性很大"), start=1)
}
_GRADES: Mapping[str, Value] = {
    name: letter
    for letter, words in zip(
        GRADES,
        (("hot", "即将成交"), ("warm", "有意向"), ("cold", "未确定"), ("denial", "denied", "废弃")),
        strict=True,
    )
    for name in (letter, *words)
}
_CONTRACTS: Mapping[str, Value] = {
    "none": "none", "active": "active", "expired": "expired", "no_contract": "none", "in_force": "active",
    "无": "none", "无合同": "none", "合同中": "active", "到期": "expired", "已到期": "expired",
}  # fmt: skip
_SOURCES: Mapping[str, Value] = (
    dict(zip(SOURCES, SOURCES, strict=True))
    | dict(zip(("转介绍", "主动来访", "名录", "活动", "广告", "其他"), SOURCES, strict=True))
    | {"主动咨询": "inbound", "名单": "list"}
)
_FLAG: Mapping[str, Value] = {"yes": "yes", "no": "no", "是": "yes", "否": "no", "有": "yes", "无": "no"}
_MISSING: Mapping[str, Value] = {
    "name": "name", "名称": "name", "phone": "phone", "电话": "phone", "可用号码": "phone",
    "kp": "kp", "关键人": "kp",
    "kp_role": "kp_role", "关键人角色": "kp_role", "need": "need", "需求": "need", "stage": "stage", "沟通": "stage",
    "接通记录": "stage",
    "intent": "intent", "意向": "intent", "industry": "industry", "行业": "industry", "size": "size", "规模": "size",
    "region": "region", "city": "region", "地区": "region", "address": "address", "地址": "address",
    "rival": "rival", "对手": "rival", "竞品": "rival", "obstacle": "obstacle", "障碍": "obstacle",
    "next_call": "next_call", "next": "next_call", "下次": "next_call", "下次拨打": "next_call",
    "none": "none", "无": "none",
}  # fmt: skip

FIELDS: tuple[FilterField, ...] = (
    FilterField(("name", "customer", "客户", "名称"), "text"),
    FilterField(("kp", "contact", "person", "联系人", "关键人"), "text"),
    FilterField(("phone", "number", "电话", "号码"), "digits"),
    FilterField(("city", "region", "address", "城市", "地区", "地址"), "text"),
    FilterField(("industry", "行业"), "text"),
    FilterField(("size", "规模"), "text"),
    FilterField(("need", "需求"), "text"),
    FilterField(("rival", "竞品", "竞争对手", "对手"), "text"),
    FilterField(("obstacle", "障碍"), "text"),
    FilterField(("owner", "负责人"), "text"),
    FilterField(("note", "notes", "备注"), "text"),
    FilterField(("tag", "tags", "标签"), "label"),
    FilterField(("source", "来源"), "text", _SOURCES),
    FilterField(("grade", "gr", "级", "等级"), "word", _GRADES),
    FilterField(("stage", "阶段", "销售进程"), "number", _STAGES),
    FilterField(("intent", "意向"), "number", _INTENTS),
    FilterField(("contract", "合同"), "word", _CONTRACTS),
    FilterField(("amount", "value", "金额"), "money"),
    FilterField(("currency", "cur.", "币种"), "text"),
    FilterField(("score", "分", "得分"), "number"),
    FilterField(("complete", "known", "完整", "完整度"), "number"),
    FilterField(("missing", "缺", "缺少", "缺项"), "word", _MISSING),
    FilterField(("calls", "拨打", "拨打次数"), "number"),
    FilterField(("unanswered", "no_ans", "未接", "连续未接"), "number"),
    FilterField(("untouched", "days", "days_untouched", "未联系", "未联系天数", "天数"), "days", for_ever=True),
    FilterField(("unspoken", "未接通"), "days", for_ever=True),
    FilterField(("unmet", "未有效联系"), "days", for_ever=True),
    FilterField(("next", "next_call", "下次", "下次拨打"), "date"),
    FilterField(("last", "last_call", "called", "上次", "上次拨打", "拨打日"), "date"),
    FilterField(("spoke", "last_spoke", "last_contact", "接通日", "上次接通"), "date"),
    FilterField(("ends", "contract_end", "contract_ends", "到期日", "合同到期"), "date"),
    FilterField(("created", "since", "in_the_book_since", "入册日", "入册日期", "录入"), "date"),
    FilterField(("today", "on_today's_list", "今日", "今天", "今日名单"), "flag", _FLAG),
    FilterField(("callable", "可拨打"), "flag", _FLAG),
    FilterField(("dnc", "do_not_call", "勿扰"), "flag", _FLAG),
    FilterField(("bad", "空号"), "flag", _FLAG),
    FilterField(("promised", "约定"), "flag", _FLAG),
    FilterField(("referred", "转介绍"), "flag", _FLAG),
    FilterField(("id", "no.", "编号"), "number"),
)
"""Every field of a filter but the rep's own, in the order they are told."""

OWN = "my."
"""Before the name of a field of the rep's own, which it needs only where one of these is called so too."""


def own_field(name: str, kind: Kind) -> FilterField:
    """Return a field of the rep's own: named as it is, blanks left out."""
    plain = "".join(name.split())
    return FilterField((f"{OWN}{plain}", plain), kind, own=True)
