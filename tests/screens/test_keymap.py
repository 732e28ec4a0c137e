"""The registry of keys: one key one thing, rebinding checked, nothing printable taken from a text field."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from repdesk import keymap
from repdesk.errors import RepdeskError
from repdesk.rules.outcomes import OUTCOMES
from repdesk.screens.desk_screen import DeskScreen
from tests.screens.working import a_desk


def own(tmp_path: Path, body: str) -> keymap.Keys:
    path = tmp_path / "keys.toml"
    path.write_text(body, "utf-8")
    return keymap.read_keys(path)


def test_every_outcome_has_the_key_of_the_trade() -> None:
    bound = {key.id.removeprefix("outcome."): key.keys for key in keymap.REGISTRY if key.id.startswith("outcome.")}
    assert bound == {outcome.value: (spec.key,) for outcome, spec in OUTCOMES.items()}


def test_no_printable_key_has_priority() -> None:
    for where in keymap.PLACES:
        for binding in keymap.bindings(where):
            assert isinstance(binding, Binding)
            assert binding.id
            if binding.priority:
                assert all(key.startswith("ctrl+") for key in binding.key.split(","))


def test_full_width_twins_work_as_the_plain_ones() -> None:
    keys = {b.id: b.key.split(",") for b in keymap.bindings("today") if isinstance(b, Binding)}
    assert "fullwidth_solidus" in keys["desk.find"]
    assert "ideographic_space" in keys["call.menu"]
    assert "ｎ" in keys["outcome.no_answer"]


@pytest.mark.parametrize("body", ['desk.why = "w,Y"', '"desk.why" = "Y"\n"outcome.wrong_number" = "y"'])
def test_a_swap_is_no_clash_and_a_clash_is_told(tmp_path: Path, body: str) -> None:
    if "w,Y" in body:
        with pytest.raises(RepdeskError, match="w is bound to both"):
            own(tmp_path, body)
    else:
        assert own(tmp_path, body).named("outcome.wrong_number") == "y"


def test_what_pages_through_a_card_clashes_with_what_edits_it(tmp_path: Path) -> None:
    with pytest.raises(RepdeskError, match=r"bound to both card\.edit and list\.page_up"):
        own(tmp_path, '"card.edit" = "pageup"')


async def test_the_check_of_clashes_sees_every_key_that_is_bound_in_a_place(tmp_book: Path) -> None:
    reach = {key.id: key.reach for key in keymap.REGISTRY}
    async with a_desk(tmp_book, {}, {}) as desk:
        for key in ("1", "enter", "3", "enter", "4", "5", "6"):
            await desk.press(key)
            screen = desk.app.screen
            assert isinstance(screen, DeskScreen)
            bound = {b.id for w in screen.query("*") for b in type(w).BINDINGS if isinstance(b, Binding) and b.id}
            unseen = {
                i
                for i in bound
                if screen.PLACE not in reach[i] and not reach[i] & {"line", "choice", "when", "carrying"}
            }
            assert not unseen, (screen.PLACE, unseen)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('desk.wy = "y"', "desk.wy"),
        ("desk.why = 3", "desk.why"),
        ('desk.why = ""', "desk.why has no key"),
        ('line.save = "x"', "must work in a text field"),
        ('when.other = "x"', "must work in a text field"),
        ('when.other = "tab"', "bound to both"),
        ('app.quit = "space"', "must work in a text field"),
        ("desk.why = ", "cannot be read"),
    ],
)
def test_bad_keys_are_refused_by_name(tmp_path: Path, body: str, told: str) -> None:
    with pytest.raises(RepdeskError, match=told):
        own(tmp_path, body)


async def test_a_rebound_key_does_its_work_and_shows_in_the_footer(
    tmp_path: Path, tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path))
    (tmp_path / "keys.toml").write_text('outcome.no_answer = "f5"\ndesk.why = "n"\n', "utf-8")
    async with a_desk(tmp_book, {}, {}) as desk:
        assert "f5 no one" in desk.text()
        await desk.press("n")
        await desk.shows("score")
        await desk.press("escape", "f5")
        await desk.shows("1/60")


def test_the_page_of_keys_names_every_id() -> None:
    page = keymap.keys_markdown()
    assert all(f"`{key.id}`" in page for key in keymap.REGISTRY)
