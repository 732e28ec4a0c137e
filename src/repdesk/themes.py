"""Two quiet themes, dark and light; blue and orange are told apart by the colour-blind, and no colour stands alone."""

from __future__ import annotations

import os
from pathlib import Path

from textual.app import App
from textual.theme import Theme

from repdesk import paths
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import write_text

# heat1 to heat5 are the grounds of a day the fuller it is, over that of one with more than it takes.
DARK = Theme(
    name="repdesk-dark",
    primary="#6db4ec",
    secondary="#8fb8de",
    accent="#6db4ec",
    warning="#e3ab62",
    error="#f39a60",
    success="#86bfab",
    foreground="#d8dee6",
    background="#14181d",
    surface="#14181d",
    panel="#1d242c",
    dark=True,
    variables={"muted": "#9ba7b5", "picked": "#223d56", "over": "#4a3413"}
    | {f"heat{n}": shade for n, shade in enumerate(("#182430", "#1b2f42", "#1f3b55", "#234868", "#27557b"), 1)},
)
LIGHT = Theme(
    name="repdesk-light",
    primary="#0b5fa5",
    secondary="#38648f",
    accent="#0b5fa5",
    warning="#8a5200",
    error="#a53e0c",
    success="#2b6a58",
    foreground="#20262d",
    background="#fbfbf8",
    surface="#fbfbf8",
    panel="#eeeeea",
    dark=False,
    variables={"muted": "#59626a", "picked": "#d6e5f4", "over": "#fbe6c8"}
    | {f"heat{n}": shade for n, shade in enumerate(("#edf3f9", "#dfebf6", "#d0e2f3", "#c0d8ef", "#afceea"), 1)},
)


_BY_NAME = {"dark": DARK, "light": LIGHT}
_SHEETS = Path(__file__).with_name("styles")


def sheet(name: str) -> Path:
    """Return where a style sheet lies: a screen that is made of another has that one's too, wherever its module is."""
    return _SHEETS / f"{name}.tcss"


def chosen_theme() -> Theme:
    """Return the theme to begin with: the one REPDESK_THEME names, else the one remembered; dark for any other name."""
    return _BY_NAME.get(os.environ.get("REPDESK_THEME") or _remembered(), DARK)


def _remembered() -> str:
    """Return the name that is kept, empty where none is or it cannot be read: colours are no reason not to start."""
    try:
        return paths.theme_path().read_text("utf-8")[:20].strip()
    except (OSError, UnicodeDecodeError, RepdeskError):
        return ""


def remember(theme: Theme) -> None:
    """Keep a theme for the next start; RepdeskError where it cannot be written down."""
    path = paths.theme_path()
    (name,) = (name for name, known in _BY_NAME.items() if known is theme)
    try:
        write_text(path, f"{name}\n")
    except OSError as error:
        raise RepdeskError(
            _("The colours cannot be kept"), str(path), _("REPDESK_THEME=light chooses them too.")
        ) from error


def begin_with(app: App[int], theme: Theme) -> None:
    """Have an app take a theme before its first paint: set the usual way, all styles are read and painted twice."""
    app.set_reactive(App.theme, theme.name)
    app.set_class(theme.dark, "-dark-mode", update=False)
    app.set_class(not theme.dark, "-light-mode", update=False)
    app.stylesheet.set_variables(app.get_css_variables())


def take(app: App[int], name: str) -> None:
    """Show an app in the dark or the light colours, now and the next time; RepdeskError where that cannot be kept."""
    app.theme = _BY_NAME[name].name
    remember(_BY_NAME[name])
