"""The ways a field is edited: typed where it stands, picked from a menu, asked at the foot, or done at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from repdesk.screens.acts import Done
from repdesk.text import visible


@dataclass(frozen=True, slots=True)
class Step:
    """One text that is typed: what it is, what stands there, the words that complete it, how it is understood."""

    label: str
    value: str = ""
    known: tuple[str, ...] = ()
    told: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts typed one after the other where the spot stands; `act` takes them all and may raise RepdeskError."""

    steps: tuple[Step, ...]
    act: Callable[[list[str]], Done | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A text asked for at the foot, such as a reason; `act` may raise RepdeskError."""

    title: str
    hint: str
    act: Callable[[str], Done | None]


@dataclass(frozen=True, slots=True)
class AtOnce:
    """An act that asks nothing."""

    act: Callable[[], Done | None]


@dataclass(frozen=True, slots=True)
class Picked:
    """A numbered menu; the line taken says what comes next. `first` is the number of its first line."""

    title: str
    lines: tuple[str, ...]
    at: int
    then: Callable[[int], Way]
    first: Literal[0, 1] = 1


Way: TypeAlias = Typed | Asked | AtOnce | Picked


def one_text(
    label: str,
    text: str,
    act: Callable[[str], Done | None],
    known: tuple[str, ...] = (),
    told: Callable[[str], str] | None = None,
) -> Typed:
    """Return the typing of one text, which words that are `known` complete; `told` says how it is understood.

    Line breaks are one visible sign in the field and breaks again in the book.
    """
    shown = visible(text)

    def save(typed: list[str]) -> Done | None:
        if typed[0] == shown.strip():
            return act(text)
        return act(typed[0].replace(visible("\n"), "\n").replace(visible("\t"), "\t"))

    return Typed((Step(label, shown, known, told),), save)
