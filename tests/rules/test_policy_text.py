"""The policy as text: what is written reads back, what is wrong is named with what would be right."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.policy import Day, Policy
from repdesk.rules.policy.checks import BadPolicy
from repdesk.rules.policy.text import policy_digest, policy_from_json, policy_json, read_policy, write_policy

SHARES = st.floats(0, 1)
POLICIES = st.builds(
    lambda quota, opens, target, win, ladder, untouched, intent, own: replace(
        Policy(),
        day=replace(Day(), quota=quota, opens=opens),
        cover=replace(Policy().cover, target=target),
        standing=replace(Policy().standing, win=win, ownership=own),
        cadence=replace(Policy().cadence, ladder=ladder),
        score=replace(Policy().score, untouched_every=untouched, intent=intent),
    ),
    st.integers(1, 1000),
    st.integers(0, 17).map(time),
    SHARES,
    st.tuples(*[SHARES] * 8),
    st.lists(st.integers(1, 400), min_size=1, max_size=6).map(tuple),
    st.integers(1, 50),
    st.tuples(*[st.integers(-100, 100)] * 5),
    st.booleans(),
)


@given(POLICIES)
def test_what_is_written_reads_back(policy: Policy) -> None:
    assert read_policy(write_policy(policy)) == policy
    assert policy_from_json(policy_json(policy)) == policy


@given(POLICIES, POLICIES)
def test_the_digest_names_the_figures(one: Policy, other: Policy) -> None:
    assert (policy_digest(one) == policy_digest(other)) == (policy_json(one) == policy_json(other))
    assert policy_digest(one) == policy_digest(read_policy(write_policy(one)))
    assert json.loads(policy_json(one))["day"]["opens"] == one.day.opens.strftime("%H:%M")


def test_what_is_left_out_is_the_default() -> None:
    assert read_policy("") == Policy()
    assert read_policy("\ufeff[day]\nquota = 45\nopens = 08:30:00\n") == replace(
        Policy(), day=replace(Day(), quota=45, opens=time(8, 30))
    )
    assert read_policy("[cover]\ntarget = 1\n") == Policy()
    assert read_policy("[day]\nlunch = []\n").day.lunch == ()
    assert policy_from_json("{}") == Policy()


def test_the_file_says_what_the_figures_mean() -> None:
    text = write_policy(Policy())
    assert "# The working day: how many calls, and when.\n[day]\nquota = 60\n" in text
    assert "# P(win) for stages 0 to 7.\nwin = [" in text


@pytest.mark.parametrize(
    ("text", "where", "what", "nearest"),
    [
        ("[dya]\n", "dya", "unknown_table", "day"),
        ("quota = 60\n", "quota", "unknown_table", "day.quota"),
        ("day = 60\n", "day", "wrong_type", "[day]"),
        ("[day]\nqota = 60\n", "day.qota", "unknown_key", "day.quota"),
        ("[day]\ntarget = 1.0\n", "day.target", "unknown_key", "cover.target"),
        ("[day]\nquota = 0\n", "day.quota", "out_of_range", "1..1000"),
        ("[day]\nquota = 1001\n", "day.quota", "out_of_range", "1..1000"),
        ("[day]\nquota = 60.0\n", "day.quota", "wrong_type", "60"),
        ("[day]\nquota = true\n", "day.quota", "wrong_type", "60"),
        ('[day]\nopens = "9 am"\n', "day.opens", "wrong_type", '"09:00"'),
        ('[day]\nopens = "24:00"\n', "day.opens", "wrong_type", '"09:00"'),
        ('[day]\ncloses = "08:00"\n', "day.closes", "out_of_range", "> 09:00"),
        ('[day]\nlunch = ["12:00"]\n', "day.lunch", "wrong_length", '["12:00", "13:00"]'),
        ('[day]\nlunch = ["13:00", "12:00"]\n', "day.lunch", "out_of_range", '["12:00", "13:00"]'),
        ("[cover]\ntarget = 1.2\n", "cover.target", "out_of_range", "0..1"),
        ("[standing]\nownership = 1\n", "standing.ownership", "wrong_type", "false"),
        ("[standing]\nwin = [0.1]\n", "standing.win", "wrong_length", "[0.01, 0.02, 0.08, 0.2, 0.45, 0.75, 1.0, 0.35]"),
        ("[standing]\nwin = [0, 0, 0, 0, 0, 0, 0, nan]\n", "standing.win", "out_of_range", "0..1"),
        ("[standing]\nmix = 20\n", "standing.mix", "wrong_type", "[20, 30, 50]"),
        ("[standing]\nhot_intent = 6\n", "standing.hot_intent", "out_of_range", "1..5"),
        ("[score]\nstage = [-1, 0, 0, 0, 0, 0, 0, 0]\n", "score.stage", "out_of_range", "0..10000"),
        ("[score]\nuntouched_every = 0\n", "score.untouched_every", "out_of_range", "1..10000"),
        ("[cadence]\na = [5, 3]\n", "cadence.a", "out_of_range", "[5, 5]"),
        ("[cadence]\nladder = []\n", "cadence.ladder", "wrong_length", "[90, 60, 30, 7]"),
        ("[outcomes]\nunanswered_warm = [0]\n", "outcomes.unanswered_warm", "out_of_range", "1..10000"),
        ("[day]\n\nquota = \n", "3", "not_toml", ""),
        ("[day]\nquota = [", "2", "not_toml", ""),
    ],
)
def test_what_is_wrong_is_named_with_what_would_be_right(text: str, where: str, what: str, nearest: str) -> None:
    with pytest.raises(BadPolicy) as bad:
        read_policy(text)
    assert (bad.value.where, bad.value.what, bad.value.nearest) == (where, what, nearest)


def test_a_card_must_ask_for_something() -> None:
    nothing = "\n".join(f"{field.name} = 0" for field in fields(Policy().card) if field.name != "stale_days")
    with pytest.raises(BadPolicy):
        read_policy(f"[card]\n{nothing}\n")


def leaves(policy: Policy) -> list[tuple[str, Any]]:
    return [
        (f"{table.name}.{field.name}", getattr(getattr(policy, table.name), field.name))
        for table in fields(policy)
        for field in fields(getattr(policy, table.name))
    ]


@pytest.mark.parametrize("where", [where for where, _ in leaves(Policy())])
def test_every_figure_refuses_another_kind(where: str) -> None:
    table, key = where.split(".")
    with pytest.raises(BadPolicy) as bad:
        read_policy(f'[{table}]\n{key} = "many"\n')
    assert bad.value.where == where
