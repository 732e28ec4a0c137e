"""People in one cell: what is written is what is read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from repdesk.exchange.people import Person, parse_people, written_people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("", ()),
        ("刘强", (Person("刘强"),)),
        ("刘强（行政）；王芳", (Person("刘强", "行政"), Person("王芳"))),
        ("Bob (Robert) Smith (CEO) <bob@x.example>", (Person("Bob (Robert) Smith", "CEO", "bob@x.example"),)),
        ("Smith, John <j@x.example>; ; Ann", (Person("Smith, John", "", "j@x.example"), Person("Ann"))),
        ("Ann\nBob", (Person("Ann"), Person("Bob"))),
    ],
)
def test_people_are_read(text: str, people: tuple[Person, ...]) -> None:
    assert parse_people(text) == people


WORDS = st.text(st.sampled_from("aB 客.-'@"), min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@given(st.lists(st.builds(Person, WORDS, st.just("") | WORDS, st.just("") | WORDS)))
def test_what_is_written_is_read_again(people: list[Person]) -> None:
    assert parse_people(written_people(people)) == tuple(people)


@given(st.lists(st.builds(Person, WORDS, st.text(), st.text())))
@example([Person("陈英娜；", "总经理（代）；", "；")])
def test_whatever_stands_there_as_many_people_come_back(people: list[Person]) -> None:
    once = parse_people(written_people(people))
    assert len(once) == len(people)
    assert parse_people(written_people(once)) == once
