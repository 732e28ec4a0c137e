"""Help on the keys: every one is found by what it is called and by what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk import keymap
from repdesk.i18n import _
from repdesk.screens.help import found_keys
from tests.screens.working import a_desk


def ids(text: str, keys: keymap.Keys | None = None, place: keymap.Where | None = None) -> list[str]:
    return [key.id for _title, found in found_keys(keys or keymap.Keys(), place, text) for key in found]


@pytest.mark.parametrize("language", ["C", "zh_CN"])
def test_every_key_is_found_by_its_label_and_by_its_key(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("REPDESK_LANG", language)
    for key in keymap.REGISTRY:
        assert key.id in ids(key.id)
        assert key.id in ids(key.label)
        assert key.id in ids(_(key.label))
        for name in key.keys:
            first = ids(name)[: sum(name in other.keys for other in keymap.REGISTRY)]
            assert key.id in first  # above what only holds that letter


def test_each_is_shown_once_those_of_the_place_one_is_in_first() -> None:
    for place in keymap.PLACES:
        shown = ids("", place=place)
        assert sorted(shown) == sorted(key.id for key in keymap.REGISTRY)
        here = [key.id for key in keymap.REGISTRY if place in key.where]
        assert shown[: len(here)] == here


def test_keys_are_found_as_the_rep_has_them_bound() -> None:
    keys = keymap.Keys({"desk.why": "f5"})
    assert ids("f5", keys) == ["desk.why"]
    assert ids("F5 why", keys) == ["desk.why"]
    assert ids("ｆ５", keys) == ["desk.why"]
    assert "desk.why" not in ids("y", keys)[:1]


async def test_the_field_keeps_the_letters_and_the_arrows_scroll(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("question_mark")
        await desk.shows("Nobody answered")
        await desk.press("pagedown", "down")
        await desk.until(lambda: "Nobody answered" not in desk.text())
        await desk.burst("next call")
        await desk.shows("Move the next call.")
        assert "Leave repdesk" not in desk.text()
        await desk.type("xyz")
        await desk.shows("no key is called so")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.today)
        assert "0/60" in desk.text()  # no letter was an outcome
