"""The app stays open for thousands of actions: nothing piles up, neither in memory nor on the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.safety.soaking import in_a_child, soak

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read as Linux tells it")
SEED = 4


async def test_nothing_piles_up(tmp_book: Path) -> None:
    assert (await soak(tmp_book, 300, SEED)).too_much() == []


@pytest.mark.soak
def test_nothing_piles_up_in_20000_actions(tmp_book: Path) -> None:
    grown = in_a_child(tmp_book, 20_000, SEED)
    sys.stderr.write(f"20,000 actions: {grown}\n")
    assert grown.too_much() == []


async def test_leaks_are_found_out(tmp_book: Path) -> None:
    kept: list[bytes] = []
    opened: list[int] = []

    def leak() -> None:
        kept.append(b"x" * 1_000_000)
        opened.append(os.open(os.devnull, os.O_RDONLY))

    try:
        found = (await soak(tmp_book, 45, SEED, leak)).too_much()
    finally:
        for handle in opened:
            os.close(handle)
    assert [line.split(":")[0] for line in found] == ["memory", "descriptors"]
