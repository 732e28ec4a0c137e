"""Two quiet themes, dark and light; blue and orange are told apart by the colour-blind, and no colour stands alone."""

from __future__ import annotations

import os

from textual.theme import Theme

DARK = Theme(
    name="repdesk-dark",
    primary="#5aa9e6",
    secondary="#8fb8de",
    accent="#5aa9e6",
    warning="#e0a458",
    error="#f08a4b",
    success="#7fb8a4",
    foreground="#d8dee6",
    background="#14181d",
    surface="#14181d",
    panel="#1d242c",
    dark=True,
    variables={"muted": "#8b97a5", "picked": "#24405a"},
)
LIGHT = Theme(
    name="repdesk-light",
    primary="#0b5fa5",
    secondary="#3f6f9f",
    accent="#0b5fa5",
    warning="#9a5b00",
    error="#b3440e",
    success="#2b6a58",
    foreground="#20262d",
    background="#fbfbf8",
    surface="#fbfbf8",
    panel="#eeeeea",
    dark=False,
    variables={"muted": "#5f6870", "picked": "#cfe0f1"},
)


def chosen_theme() -> Theme:
    """Return the theme to begin with: light where REPDESK_THEME says so, else dark."""
    return LIGHT if os.environ.get("REPDESK_THEME") == "light" else DARK
