"""The commands of the palette: what the keys do here, and what has no key."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App, SystemCommand
from textual.screen import Screen

from repdesk import keymap
from repdesk.i18n import _
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.room import TooSmall


def commands(app: App[int], screen: Screen[object], keys: keymap.Keys) -> Iterator[SystemCommand]:
    """Yield what can be done here; while one types, no act that changes what is in hand."""

    def command(title: str, about: str, action: str) -> SystemCommand:
        return SystemCommand(title, about, lambda: app.run_action(action, screen))

    if isinstance(screen, DeskScreen):
        places: set[keymap.Where] = {"anywhere"} if screen.busy else {"anywhere", screen.PLACE}
        for key in keymap.REGISTRY:
            if places & {*key.where} and not key.action.startswith(("go(", "app.command_palette", "app.quit_")):
                yield command(f"{_(key.label)}  ({keys.shown(key)})", _(key.help), key.action)
        if not screen.busy:
            yield command(_("print today's list"), _("A page to print from a browser."), "print_today")
            about = _("All that is known of the customers listed here, in a folder for whoever takes them over.")
            yield command(_("hand these customers over"), about, "hand_over")
        if not (screen.busy or screen.book.read_only):
            about = _("The next calls in a file that a calendar watches.")
            yield command(_("calendar file"), about, "keep_calendar")
            about = _("By the terminal's bell, by a note on the desktop, with names or without.")
            yield command(_("how promises are announced"), about, "announcing")
            yield command(_("fields of your own"), _("Define, rename, order and retire them."), "own_fields")
            if screen.PLACE == "card":
                about = _("Out of the book and every backup, for good.")
                yield command(_("forget this customer"), about, "forget")
    yield command(_("light colours"), _("Dark on light."), "app.colours('light')")
    yield command(_("dark colours"), _("Light on dark."), "app.colours('dark')")


def open_palette(app: App[int]) -> None:
    """Show all commands, unless they are shown or there is no room for them."""
    from textual.command import CommandPalette

    if not any(isinstance(screen, CommandPalette | TooSmall) for screen in app.screen_stack):
        app.push_screen(CommandPalette(placeholder=_("Search the commands"), id="--command-palette"))
