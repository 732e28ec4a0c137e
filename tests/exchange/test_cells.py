from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.exchange.cells import parse_intent, parse_stage
from repdesk.exchange.words import meanings
from repdesk.rules.types import INTENT_KEYS, STAGE_KEYS


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("0", 0),
        ("7", 7),
        ("6.0", 6),
        ("０", 0),
        ("kp_engaged", 2),
        ("KP engaged", 2),
        ("3 need planned", 3),
        ("0 暂时没有联系上", 0),
        ("新增客户", 1),
        ("已和KP建立沟通", 2),
        ("2 已和ＫＰ建立沟通", 2),
        ("4、有选择我们的意向", 4),
        ("已發合同", 5),
        ("合同中", 6),
        ("合同已到期", 7),
    ],
)
def test_a_stage_by_number_by_name_or_both(text: str, stage: int) -> None:
    assert parse_stage(text).value == stage


@pytest.mark.parametrize("text", ["-1", "8", "9", "??", "3 new", "soon", "2 unheard of", "1.5"])
def test_what_is_no_stage_is_a_problem(text: str) -> None:
    cell = parse_stage(text)
    assert (cell.value, cell.problem) == (None, "stage")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("1", 1),
        ("意向不明", 2),
        ("可能成交", 3),
        ("good", 4),
        ("成交可能性很大", 5),
        ("very likely", 5),
        ("5 very likely", 5),
    ],
)
def test_an_intent_by_number_by_name_or_both(text: str, intent: int) -> None:
    assert parse_intent(text).value == intent


@pytest.mark.parametrize("text", ["0", "6", "-1", "warm-ish", "1 good"])
def test_what_is_no_intent_is_a_problem(text: str) -> None:
    cell = parse_intent(text)
    assert (cell.value, cell.problem) == (None, "intent")


def test_the_vocabulary_names_every_stage_and_intent_once() -> None:
    assert set(meanings("stages").values()) == set(STAGE_KEYS)
    assert set(meanings("intents").values()) == set(INTENT_KEYS)
    for name in ("headings", "sources"):
        assert meanings(name)


@given(st.text())
def test_no_cell_raises(text: str) -> None:
    for cell in (parse_stage(text), parse_intent(text)):
        assert (cell.value is None) != (cell.problem is None)
