"""Who may be in the book twice: what is said of a pair, and that it holds whatever the order."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from repdesk.rules.duplicates import Entry, Found, duplicates
from repdesk.rules.policy import Duplicates, Policy

POLICY = Policy()
ONE, TWO = "+8613800138001", "+8613800138002"


def alike(one: str, other: str, least: float) -> float:
    return Indel.normalized_similarity(one, other, score_cutoff=least)


def found(*entries: Entry, apart: frozenset[tuple[int, int]] = frozenset(), policy: Policy = POLICY) -> Found:
    return duplicates(entries, policy, alike, apart)


def entry(number: int, name: str, region: str = "", phone: str = "", **more: object) -> Entry:
    return replace(Entry(number, name, region, numbers=frozenset([phone] if phone else [])), **more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("first", "second", "level", "codes"),
    [
        (("荣泰科技", "北京", ONE), ("榮泰科技有限公司", "北京市", ONE), "sure", "same_number same_name same_place"),
        (("荣泰科技", "北京", ONE), ("楚商", "", ONE), "likely", "same_number"),
        (("荣泰科技", "北京", ONE), ("楚商", "上海", ONE), "maybe", "same_number other_place"),
        (("荣泰科技", "北京"), ("荣泰科技（北京）有限公司", ""), "likely", "same_name same_place"),
        (("荣泰科技", "北京"), ("荣泰科技有限公司", "上海"), "maybe", "same_name other_place"),
        (("荣泰科技", "北京"), ("荣泰", "北京"), "maybe", "name_begins same_place"),
        (
            ("Alder Logistics Ltd", "London"),
            ("Alder Logistic Limited", "London, UK"),
            "likely",
            "similar_name same_place",
        ),
        (("Alder Logistics Ltd", ""), ("Alder Foods Ltd", ""), None, ""),
        (("Wren Components plc", "Sydney"), ("Raven Components plc", "Sydney"), None, ""),
        (("荣泰科技", ""), ("荣泰", ""), None, ""),
        (("荣泰科技", "北京"), ("楚商", "北京"), None, ""),
        (("", "", ONE), ("", "", ONE), "likely", "same_number"),
    ],
)
def test_what_speaks_for_a_pair(first: tuple[str, ...], second: tuple[str, ...], level: str | None, codes: str) -> None:
    pairs = found(entry(1, *first), entry(2, *second)).pairs
    if level is None:
        assert pairs == ()
        return
    (pair,) = pairs
    assert (pair.level, " ".join(reason.code for reason in pair.reasons)) == (level, codes)
    assert pair.score == sum(reason.points for reason in pair.reasons)


def test_the_same_person_and_address_speak_for_it_and_who_was_said_to_be_two_is_left_out() -> None:
    two = [entry(n, "荣泰科技", "北京", address="建国路一百号", people=frozenset({"王伟"})) for n in (1, 2)]
    (pair,) = found(*two).pairs
    assert {"same_person", "same_address"} <= {reason.code for reason in pair.reasons}
    assert found(*two, apart=frozenset({(1, 2)})).pairs == ()


def test_two_of_one_office_are_not_sure_to_be_one() -> None:
    names = ("荣泰科技", "楚商")
    two = [entry(n, name, "北京", ONE, address="建国路一百号") for n, name in enumerate(names, start=1)]
    (pair,) = found(*two).pairs
    assert pair.score >= POLICY.duplicates.sure
    assert pair.level == "likely"


def test_a_number_of_many_says_little() -> None:
    pairs = found(*(entry(n, f"name{n * 7919}", "北京", ONE) for n in range(1, 7))).pairs
    assert {pair.level for pair in pairs} == {"maybe"}


def test_a_crowd_is_not_compared_with_itself_and_that_is_said() -> None:
    crowd = [entry(n, "个体户") for n in range(1, 200)]
    told = found(*crowd)
    assert told.pairs == ()
    assert told.crowds > 0


def test_only_the_likeliest_are_shown_and_that_is_said() -> None:
    policy = Policy(duplicates=Duplicates(most=3))
    entries = [entry(n, f"荣泰{n // 2}号科技", "北京", f"+86138{n // 2:08d}") for n in range(40)]
    told = found(*entries, policy=policy)
    assert told.more
    assert told.pairs == found(*entries).pairs[:3]


NAMES = ("荣泰", "荣泰科技", "榮泰科技有限公司", "荣秦科技", "楚商（北京）", "Alder Ltd", "ALDER", "Aldert", "")
ENTRIES = st.lists(
    st.builds(
        Entry,
        id=st.integers(1, 30),
        name=st.sampled_from(NAMES),
        region=st.sampled_from(("", "北京", "北京市", "上海", "London")),
        numbers=st.frozensets(st.sampled_from((ONE, TWO)), max_size=2),
        people=st.frozensets(st.sampled_from(("王伟", "李娜")), max_size=1),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(entries: list[Entry], rng: random.Random) -> None:
    shuffled = rng.sample(entries, len(entries))
    assert found(*entries) == found(*shuffled)


@given(ENTRIES)
def test_a_pair_is_the_same_whoever_has_the_lower_number(entries: list[Entry]) -> None:
    turned = found(*(replace(one, id=100 - one.id) for one in entries)).pairs
    mirrored = {(100 - pair.second, 100 - pair.first, pair.score, pair.reasons) for pair in turned}
    assert mirrored == {(pair.first, pair.second, pair.score, pair.reasons) for pair in found(*entries).pairs}


@given(ENTRIES)
def test_no_pair_is_missed_that_is_found_by_comparing_all(entries: list[Entry]) -> None:
    policy = Policy(duplicates=Duplicates(number_owners=len(entries) + 1))  # else it is the crowd that counts
    pairs = found(*entries, policy=policy).pairs
    by_twos = [found(one, other, policy=policy).pairs for one in entries for other in entries if one.id < other.id]
    two_by_two = {(pair.first, pair.second, pair.score) for two in by_twos for pair in two}
    assert {(pair.first, pair.second, pair.score) for pair in pairs} == two_by_two
