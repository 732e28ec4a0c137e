"""Stages and intents as books write them, by number, by name, or both; answers of yes and no."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from repdesk.exchange.cell import Cell
from repdesk.exchange.plain import plain
from repdesk.exchange.words import meanings, table
from repdesk.rules.types import INTENT_KEYS, STAGE_KEYS, Outcome

_STAGE_NAMES = {word: STAGE_KEYS.index(key) for word, key in meanings("stages").items()}
_INTENT_NAMES = {word: INTENT_KEYS.index(key) + 1 for word, key in meanings("intents").items()}
_ANSWERS, _OUTCOMES = meanings("answers"), meanings("call_outcomes")
_NUMBER_AND_NAME = re.compile(r"[(\[]?(?P<number>[+-]?\d+)(?:\.0+)?[)\]]?[\s.:、,_\-=]*(?P<name>.*)", re.DOTALL)


@lru_cache(maxsize=1024)
def parse_stage(text: str) -> Cell[int]:
    """Read a stage 0 to 7 such as `2`, `kp_engaged`, `2 KP engaged`; a problem where number and name disagree."""
    number = _step(text, _STAGE_NAMES, 0, 7)
    return Cell(number) if number is not None else Cell(problem="stage")


@lru_cache(maxsize=1024)
def parse_intent(text: str) -> Cell[int]:
    """Read an intent 1 to 5 by number, by name, or both."""
    number = _step(text, _INTENT_NAMES, 1, 5)
    return Cell(number) if number is not None else Cell(problem="intent")


@lru_cache(maxsize=1024)
def parse_answer(text: str) -> bool | None:
    """Read a yes or no; None for anything else."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    sign = folded.removesuffix(".0")
    for key, signs in table("answer_signs").items():
        if sign in signs:
            return bool(key == "yes")
    said = _ANSWERS.get(plain(folded))
    return None if said is None else said == "yes"


@lru_cache(maxsize=1024)
def bars_calls(text: str) -> bool:
    """Say whether a text such as that of a stage is the word that somebody must not be called."""
    return _OUTCOMES.get(plain(text)) == Outcome.DO_NOT_CALL


def _step(text: str, names: dict[str, int], first: int, last: int) -> int | None:
    """Return the step that `text` says; None where it says none, or two different ones."""
    folded = unicodedata.normalize("NFKC", text).strip()
    numbered = _NUMBER_AND_NAME.fullmatch(folded)
    if numbered is None:
        return names.get(plain(folded))
    number, name = int(numbered["number"]), plain(numbered["name"])
    if not first <= number <= last or (name and names.get(name) != number):
        return None
    return number
