"""People in one cell: Name (title) <e-mail>; the next one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ENDS = ";；"  # of one person in the cell
_BETWEEN = re.compile(rf"[{_ENDS}\r\n]+")
_PERSON = re.compile(r"(?P<name>.+?)(?:\s*[(（](?P<title>[^()（）]*)[)）])?(?:\s*<(?P<email>[^<>]*)>)?")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a customer's; what is not known is empty."""

    name: str
    title: str = ""
    email: str = ""


def parse_people(text: str) -> tuple[Person, ...]:
    """Return the people of a cell, those without a name left out."""
    found = (_PERSON.fullmatch(part.strip()) for part in _BETWEEN.split(text))
    return tuple(
        Person(one["name"].strip(), (one["title"] or "").strip(), (one["email"] or "").strip()) for one in found if one
    )


def written_people(people: Iterable[Person]) -> str:
    """Return people as `parse_people` reads them; signs that it goes by become others of their kind."""
    return "; ".join(_plain(one.name, _ENDS) + _in_brackets(one.title) + _address(one.email) for one in people)


def _in_brackets(title: str) -> str:
    return f" ({_plain(title, f'{_ENDS}()')})" if title else ""


def _address(email: str) -> str:
    return f" <{_plain(email, f'{_ENDS}<>')}>" if email else ""


def _plain(text: str, signs: str) -> str:
    """Return a text without these signs, on one line."""
    return " ".join(text.translate(dict.fromkeys(map(ord, signs), ",")).split())
