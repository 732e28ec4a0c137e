"""What a filter may ask of a customer: the names of each field in both languages, its kind, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from repdesk.rules.types import GRADES, INTENT_KEYS, STAGE_KEYS, Grade

Kind = Literal["text", "digits", "word", "number", "money", "days", "date", "flag"]
Value = str | int | date


@dataclass(frozen=True, slots=True)
class Traits:
    """All that a filter may ask of one account as it stands on `today`; money is minor units, days are local dates.

    `texts` are what is on record by the name of a text field, blanks left out; `flags` the names of those that are up.
    """

    account_id: int
    today: date
    grade: Grade
    stage: int
    intent: int | None = None
    contract: str = "none"
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    amount: int | None = None
    complete: int = 0
    unanswered: int = 0
    last_call: date | None = None
    last_conversation: date | None = None
    last_effective: date | None = None
    next_call: date | None = None
    contract_end: date | None = None


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field that a filter may name; `read` returns what is on record of it, nothing where nothing is.

    `words` are the values that have names, by each of the names.
    """

    names: tuple[str, ...]
    kind: Kind
    read: Callable[[Traits], tuple[Value, ...]]
    words: Mapping[str, Value] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name it is written by."""
        return self.names[0]

    @property
    def shown(self) -> str:
        """Return a name in each language, as it is told to somebody who looks for it."""
        return "/".join((self.name, *[name for name in self.names if not name.isascii()][:1]))


def _text(name: str) -> Callable[[Traits], tuple[Value, ...]]:
    return lambda traits: traits.texts.get(name, ())


def _one(read: Callable[[Traits], Value | None]) -> Callable[[Traits], tuple[Value, ...]]:
    def values(traits: Traits) -> tuple[Value, ...]:
        value = read(traits)
        return () if value is None else (value,)

    return values


def _days_since(read: Callable[[Traits], date | None]) -> Callable[[Traits], tuple[Value, ...]]:
    return _one(lambda traits: None if (day := read(traits)) is None else (traits.today - day).days)


def _flag(name: str) -> Callable[[Traits], tuple[Value, ...]]:
    return lambda traits: ("yes" if name in traits.flags else "no",)


_STAGES: Mapping[str, Value] = {key: number for number, key in enumerate(STAGE_KEYS)} | {
    name: number
    for number, name in enumerate(
        ("暂未联系上", "新增客户", "已与KP沟通", "有办理计划", "有选择我们的意向", "已发合同", "合同中", "合同已到期")
    )
}
_INTENTS: Mapping[str, Value] = {key: number for number, key in enumerate(INTENT_KEYS, start=1)}
_GRADES: Mapping[str, Value] = {
    name: letter
    for letter, word in zip(GRADES, ("hot", "warm", "cold", "denial"), strict=True)
    for name in (letter, word)
}
_CONTRACTS: Mapping[str, Value] = {
    "none": "none", "active": "active", "expired": "expired", "无": "none", "合同中": "active", "到期": "expired",
}  # fmt: skip
_FLAG_WORDS: Mapping[str, Value] = {"yes": "yes", "no": "no", "是": "yes", "否": "no", "有": "yes", "无": "no"}

FIELDS: tuple[FilterField, ...] = (
    FilterField(("name", "customer", "客户", "名称"), "text", _text("name")),
    FilterField(("kp", "contact", "person", "联系人", "关键人"), "text", _text("person")),
    FilterField(("phone", "number", "电话"), "digits", _text("phone")),
    FilterField(("city", "region", "城市", "地区"), "text", _text("region")),
    FilterField(("industry", "行业"), "text", _text("industry")),
    FilterField(("size", "规模"), "text", _text("size")),
    FilterField(("need", "需求"), "text", _text("need")),
    FilterField(("rival", "竞争对手", "对手"), "text", _text("rival")),
    FilterField(("owner", "负责人"), "text", _text("owner")),
    FilterField(("note", "notes", "备注"), "text", _text("notes")),
    FilterField(("grade", "gr", "级", "等级"), "word", _one(lambda traits: traits.grade), _GRADES),
    FilterField(("stage", "阶段", "销售进程"), "number", _one(lambda traits: traits.stage), _STAGES),
    FilterField(("intent", "意向"), "number", _one(lambda traits: traits.intent), _INTENTS),
    FilterField(("contract", "合同"), "word", _one(lambda traits: traits.contract), _CONTRACTS),
    FilterField(("amount", "value", "金额"), "money", _one(lambda traits: traits.amount)),
    FilterField(("complete", "完整"), "number", _one(lambda traits: traits.complete)),
    FilterField(("unanswered", "未接"), "number", _one(lambda traits: traits.unanswered)),
    FilterField(("untouched", "未联系"), "days", _days_since(lambda traits: traits.last_call)),
    FilterField(("unspoken", "未接通"), "days", _days_since(lambda traits: traits.last_conversation)),
    FilterField(("unmet", "未有效联系"), "days", _days_since(lambda traits: traits.last_effective)),
    FilterField(("next", "下次"), "date", _one(lambda traits: traits.next_call)),
    FilterField(("last", "上次"), "date", _one(lambda traits: traits.last_call)),
    FilterField(("ends", "到期日"), "date", _one(lambda traits: traits.contract_end)),
    FilterField(("callable", "可拨打"), "flag", _flag("callable"), _FLAG_WORDS),
    FilterField(("dnc", "勿扰"), "flag", _flag("do_not_call"), _FLAG_WORDS),
    FilterField(("bad", "空号"), "flag", _flag("bad_number"), _FLAG_WORDS),
    FilterField(("promised", "约定"), "flag", _flag("promised"), _FLAG_WORDS),
    FilterField(("referred", "转介绍"), "flag", _flag("referred"), _FLAG_WORDS),
)
"""Every field of a filter, in the order they are told."""
