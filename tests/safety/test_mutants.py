"""Damage is found: at open, or by the check; what neither finds is proven harmless, and a restore always works."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.store.checking import check as checking
from tests.safety.damage import SEED, Good, damaged_books, good_book

SAMPLE, FULL, PART = 40, 1_000, 100


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Good:
    return good_book(tmp_path_factory.mktemp("good"), SEED)


def test_no_damaged_book_is_opened_in_silence(tmp_path: Path, good: Good) -> None:
    outcome = damaged_books(tmp_path, good, SAMPLE)
    assert outcome.wrong == []
    assert {"open", "check", "harmless"} <= {told for _kind, told in outcome.counts}


@pytest.mark.soak
@pytest.mark.parametrize("part", range(FULL // PART))
def test_no_damaged_book_of_a_thousand_is_opened_in_silence(tmp_path: Path, part: int) -> None:
    seed = SEED + part
    outcome = damaged_books(tmp_path, good_book(tmp_path, seed), PART, seed)
    print(sorted(outcome.counts.items()))
    assert outcome.wrong == []


def test_this_harness_bites(tmp_path: Path, good: Good, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tuple(look for look in checking.CHECKS if look is not checking.rows_follow_the_journal)
    monkeypatch.setattr(checking, "CHECKS", left)
    outcome = damaged_books(tmp_path, good, 12, only=("a bit", "another page"))
    assert any("wrong rows" in line for line in outcome.wrong)
