"""Colours: kept from one start to the next, readable on every ground, and never the only sign."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from rich.color import Color
from textual.color import Color as Shade
from textual.screen import ModalScreen, Screen
from textual.theme import Theme

from repdesk import paths, screens, themes
from repdesk.errors import RepdeskError
from tests.desk.making import MONDAY, a_book, fill
from tests.screens.working import Desk, a_desk

ENOUGH = 4.5  # WCAG 2.1, AA
GROUNDS = ("background", "surface", "panel", "picked")
INKS = ("foreground", "muted", "primary", "secondary", "accent", "warning", "error", "success")
BOTH = pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT], ids=lambda theme: theme.name)


def contrast(one: Shade, other: Shade) -> float:
    """Return the WCAG contrast ratio of two colours."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Shade) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def shade(theme: Theme, name: str) -> Shade:
    return Shade.parse(theme.variables.get(name) or getattr(theme, name))


@BOTH
def test_every_ink_can_be_read_on_every_ground_in_colour_and_without(theme: Theme) -> None:
    for ground in GROUNDS:
        for ink in INKS:
            pair = shade(theme, ink), shade(theme, ground)
            assert contrast(*pair) >= ENOUGH, (ink, ground)
            assert contrast(*(colour.monochrome for colour in pair)) >= ENOUGH, (ink, ground, "grey")


@BOTH
def test_what_stands_on_the_grounds_of_heat_can_be_read_in_colour_and_without(theme: Theme) -> None:
    pairs = [("foreground", f"heat{step}") for step in range(1, 6)] + [("warning", "over")]
    for ink, ground in pairs:
        pair = shade(theme, ink), shade(theme, ground)
        assert contrast(*pair) >= ENOUGH, (ink, ground)
        assert contrast(*(colour.monochrome for colour in pair)) >= ENOUGH, (ink, ground, "grey")


def faint(desk: Desk) -> list[str]:
    """Return the words on the screen, or in the dialog over it, that stand out too little."""
    screen = desk.app.screen
    looked_at = screen.children[0].region if isinstance(screen, ModalScreen) else screen.region
    found = []
    for strip in screen._compositor.render_strips()[looked_at.y : looked_at.bottom]:
        for text, style, _control in strip.crop(looked_at.x, looked_at.right):
            if any(map(str.isalnum, text)) and style is not None and style.color and style.bgcolor:
                ink, ground = Shade.from_rich_color(style.color), Shade.from_rich_color(style.bgcolor)
                if contrast(ink, ground) < ENOUGH:
                    found.append(text)
    return found


@BOTH
@pytest.mark.parametrize("grey", [False, True])
async def test_what_is_painted_can_be_read(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch, theme: Theme, grey: bool
) -> None:
    monkeypatch.setenv("REPDESK_THEME", "light" if theme is themes.LIGHT else "dark")
    if grey:
        monkeypatch.setenv("NO_COLOR", "1")
    async with a_desk(tmp_book, {"stage": 4, "intent": 4, "need": "办理"}, {"phones": []}, {}) as desk:
        assert desk.app.theme == theme.name
        await desk.press("n")
        await desk.shows("1/60")
        assert faint(desk) == []
        for key, words in (("question_mark", "Nobody"), ("S", "1 change that"), ("slash", "part of a name")):
            await desk.press(key)
            await desk.shows(words)
            assert faint(desk) == []
            await desk.press("escape")
            await desk.until(lambda: desk.app.screen is desk.today)
        if grey:
            styles = [
                style for strip in desk.app.screen._compositor.render_strips() for _text, style, _control in strip
            ]
            assert all(_is_grey(style.color) for style in styles if style is not None and style.color)


def _is_grey(colour: Color) -> bool:
    return len(set(colour.get_truecolor())) == 1


async def test_without_colour_the_signs_say_who_is_in_hand_and_who_was_called(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    promise = {"day": "2026-11-23", "clock": "15:00", "promised": 1}
    async with a_desk(tmp_book, {"name": "甲"}, {"name": "乙"}, {"name": "丙", "next": promise}) as desk:
        await desk.press("n")
        await desk.shows("1/60")
        of = {name: line for line in desk.lines()[:10] for name in "甲乙丙" if f" {name} " in line}
        assert sum("✓" in line for line in of.values()) == 1
        assert sum("▸" in line for line in of.values()) == 1
        assert "promised" in of["丙"]


def test_the_chosen_theme_is_kept_and_the_surroundings_win(monkeypatch: pytest.MonkeyPatch) -> None:
    assert themes.chosen_theme() is themes.DARK
    themes.remember(themes.LIGHT)
    assert themes.chosen_theme() is themes.LIGHT
    monkeypatch.setenv("REPDESK_THEME", "dark")
    assert themes.chosen_theme() is themes.DARK
    monkeypatch.setenv("REPDESK_THEME", "no-such")
    assert themes.chosen_theme() is themes.DARK


@pytest.mark.parametrize("kept", [b"textual-light", b"\xff\xfe", b"", b"light " * 99])
def test_a_name_that_is_none_is_dark(kept: bytes) -> None:
    paths.config_dir().mkdir(parents=True, exist_ok=True)
    paths.theme_path().write_bytes(kept)
    assert themes.chosen_theme() is themes.DARK


def test_colours_that_cannot_be_kept_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path / "file"))
    with pytest.raises(RepdeskError, match="cannot be kept"):
        themes.remember(themes.LIGHT)


async def test_the_app_begins_with_the_theme_that_was_kept(tmp_book: Path) -> None:
    themes.remember(themes.LIGHT)
    with a_book(tmp_book, now=MONDAY - timedelta(days=3)) as book:
        fill(book, {})
    async with a_desk(tmp_book) as desk:
        assert desk.app.theme == themes.LIGHT.name


def _made_of(kind: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
    for made in kind.__subclasses__():
        yield made
        yield from _made_of(made)


def test_every_screen_finds_its_style_sheets_wherever_its_module_is() -> None:
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    own = [made for made in _made_of(Screen) if made.__module__.startswith(screens.__name__)]
    lacking = [
        (made.__qualname__, str(sheet))
        for made in own
        for sheet in (made.CSS_PATH if isinstance(made.CSS_PATH, list) else [made.CSS_PATH] if made.CSS_PATH else [])
        if not Path(sheet).is_absolute() or not Path(sheet).is_file()
    ]
    assert len(own) > 40
    assert lacking == []
