"""The app: wiring of the book, the screens, the keys and the colours."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from repdesk import keymap, paths, themes
from repdesk.clock import Clock
from repdesk.crash import calm_message
from repdesk.errors import RepdeskError
from repdesk.hang_up import heed_hang_up
from repdesk.i18n import _
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.early_keys import give_to_field
from repdesk.screens.opening import Opening
from repdesk.screens.room import heed_room
from repdesk.screens.sitting import Sitting
from repdesk.shell.slowly import bringing_up

if TYPE_CHECKING:
    from repdesk.screens.backups import RestoreAgreed
    from repdesk.screens.importing.wizard import ImportScreen
    from repdesk.screens.restoring import RestoringScreen


class RepdeskApp(App[int], inherit_bindings=False):
    """One rep's desk over one book."""

    TITLE = "repdesk"
    CSS_PATH: ClassVar = [themes.sheet("base"), themes.sheet("today")]  # a default screen's own is not read by Textual
    BINDINGS = keymap.bindings("anywhere")
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    def __init__(self, opening: Opening, keys: keymap.Keys) -> None:
        """Show the book that `opening` is over, or the way to one."""
        super().__init__()
        self.opening, self._keys = opening, keys
        opening.sit_down(self)
        self.hung_up = 0
        """The signal that ended the session, 0 where none did."""
        self.crash_message = ""
        """What to tell the rep once the terminal is theirs again, empty where all went well."""
        self.set_keymap(keys.textual_map())
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        themes.begin_with(self, themes.chosen_theme())

    def get_default_screen(self) -> Screen[None]:
        """Return what is shown first: the day, so that the first paint shows it."""
        return super().get_default_screen() if self.sitting is None else self.sitting.places.today

    @property
    def sitting(self) -> Sitting | None:
        """Return what goes on over the open book, None before there is one."""
        return self.opening.sitting

    def on_mount(self) -> None:
        """Look every second whether another program has changed the book; where nobody is in it, help to a book."""
        self.set_interval(1.0, self._follow)
        self.call_after_refresh(self._painted)
        if not self.is_headless:
            heed_hang_up(self)
        self.opening.show()

    def _painted(self) -> None:
        """Begin what the first paint did not need; collect garbage again, but not what was imported: that stays."""
        if self.sitting is not None:
            self.sitting.begin()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    async def on_event(self, event: events.Event) -> None:
        """Have what is typed looked at a moment after a key, a paste or a click."""
        await super().on_event(event)
        if isinstance(event, events.Key | events.Paste | events.MouseUp) and self.sitting is not None:
            self.sitting.drafting.look_soon()

    def end_at(self, number: int) -> None:
        """End calmly because the terminal is gone or the system asks for it: what is typed is kept first."""
        self.hung_up = number
        if self.sitting is not None:
            self.sitting.drafting.end()
        self.exit(128 + number, return_code=128 + number)

    async def on_unmount(self) -> None:
        """Close the book."""
        await self.opening.close()

    def _follow(self) -> None:
        if self.sitting is not None and not self.opening.restoring:
            self.sitting.follow()

    def on_data_changed(self, change: DataChanged) -> None:
        """Announce a change of the book to every screen but the one that made it, which shows it already."""
        if self.sitting is not None:
            self.sitting.announce(change)

    def on_import_screen_done(self, event: ImportScreen.Done) -> None:
        """Show what was brought in."""
        self.opening.imported(event.sentence)

    def on_welcome_screen_demo_done(self) -> None:
        """Show the demo."""
        self.opening.demo_made()

    def on_restore_agreed(self, agreed: RestoreAgreed) -> None:
        """Put a backup in the book's place."""
        self.opening.restore(agreed)

    def on_restoring_screen_over(self, event: RestoringScreen.Over) -> None:
        """Show the book as it is now."""
        self.opening.restored(event)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where there is too little room, and go on once there is enough."""
        heed_room(self, event.size)

    def on_key(self, event: events.Key) -> None:
        """Give a letter to the field it was meant for."""
        give_to_field(self, event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the keys do here, and what has no key."""
        from repdesk.screens.commands import commands

        return commands(self, screen, self._keys)

    def action_bring_in(self) -> None:
        """Ask for one more file, where the book can be written to and nothing is being typed."""
        here = self._desk_screen()
        if here is None or (not here.busy and here.may_write()):
            self.opening.bring_in()

    def action_colours(self, name: str) -> None:
        """Take these colours, now and the next time."""
        try:
            themes.take(self, name)
        except RepdeskError as error:
            if isinstance(self.screen, DeskScreen):
                self.screen.notice.refuse(error)

    def action_command_palette(self) -> None:
        """Show all commands."""
        from repdesk.screens.commands import open_palette

        open_palette(self)

    def _desk_screen(self) -> DeskScreen | None:
        """Return the place that is shown, under what is open over it."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, DeskScreen)), None)

    def action_help(self) -> None:
        """Show the keys."""
        from repdesk.screens.help import HelpScreen

        here = self._desk_screen()
        self.push_screen(HelpScreen(self._keys, here.PLACE if here else None))

    def action_place(self, name: str) -> None:
        """Go to a place of the desk; what is open over it is closed, and the place is as it was left."""
        if self.sitting is not None:
            self.sitting.places.go(name)

    def action_offered(self) -> None:
        """Go to whose promise is at hand, else to the next one in line."""
        if self.sitting is not None:
            self.sitting.go_to_offered()

    def action_leave(self) -> None:
        """Leave; a line that is being typed is asked about once."""
        if self.opening.restoring:
            return
        if self.sitting is not None:
            if self.sitting.places.may_lose_typing():
                return
            self.sitting.drafting.end(on_purpose=True)
        code = 0 if self.opening.broken is None else 1
        self.exit(code, return_code=code)

    def action_quit_how(self) -> None:
        """Say how to leave: ctrl+c is pressed by habit."""
        if (here := self._desk_screen()) is not None:
            words = _("%(one)s leaves repdesk, %(other)s too in a list")
            here.notice.say(words % {"one": self._keys.named("app.quit"), "other": self._keys.named("desk.quit")})

    def _handle_exception(self, error: Exception) -> None:
        """Stop calmly: neither the message nor the locals of an error are shown, for they may hold customers."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            kept = self.sitting is None
            with suppress(Exception):  # what is broken may be what would have to be looked at
                kept = self.sitting is None or self.sitting.drafting.end()
            self.crash_message = calm_message(error, typing_kept=kept)
        self._close_messages_no_wait()


def make_app(path: Path, clock: Clock, *, demo: bool = False) -> RepdeskApp:
    """Return the app over the book at `path`, with the welcome where there is none yet; `demo` makes it the demo's.

    Over a book that is damaged or gone it shows the backups. RepdeskError where the policy or the keys cannot be read,
    nor a book that is not known to be damaged.
    """
    keys = keymap.read_keys(paths.keys_path())
    with bringing_up() as progress:
        opening = Opening(path, clock, keys, progress, demo=demo)
    return RepdeskApp(opening, keys)


def run_app(path: Path, clock: Clock, *, demo: bool = False) -> int:
    """Run the app until the rep leaves; return the exit code, 1 after an unexpected error."""
    app = make_app(path, clock, demo=demo)
    logging.lastResort = None  # what is logged of an error by libraries holds its words, which may be data
    app.run()
    if app.crash_message:
        sys.stderr.write(app.crash_message + "\n")
    return app.return_code or 0
