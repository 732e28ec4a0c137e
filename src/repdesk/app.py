"""The app: wiring of the book, the screens, the keys and the colours."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import App, SystemCommand
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import Theme
from textual.timer import Timer
from textual.widgets import Input

from repdesk import keymap, paths, themes
from repdesk.clock import Clock
from repdesk.crash import calm_message
from repdesk.desk.book import Book, open_book
from repdesk.desk.drafts import Drafts, HalfTyped
from repdesk.errors import RepdeskError
from repdesk.hang_up import heed_hang_up
from repdesk.i18n import _
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.in_thread import BOOK_IN_USE
from repdesk.screens.today import TodayScreen
from repdesk.shell.slowly import bringing_up

if TYPE_CHECKING:
    from repdesk.screens.welcome import WelcomeScreen

LEAST = (80, 24)  # columns, lines
BACKUP_SECONDS = 30 * 60.0
DRAFT_SECONDS = 0.2  # after a key until what is typed is looked at


@runtime_checkable
class TakesTyping(Protocol):
    """A screen that gives its text field what was typed before the field was there."""

    def take_typed(self, character: str) -> None:
        """Type a character."""


@runtime_checkable
class HoldsDraft(Protocol):
    """A screen on which something may be half typed."""

    def half_typed(self) -> HalfTyped | None:
        """Return it, None where there is nothing."""


@runtime_checkable
class MayLose(Protocol):
    """A screen with something typed that leaving it would lose."""

    def may_lose_typing(self) -> bool:
        """Say so to the rep, once; False where there is nothing to lose, and the second time."""


class RepdeskApp(App[int], inherit_bindings=False):
    """One rep's desk over one book."""

    TITLE = "repdesk"
    CSS_PATH: ClassVar = ["styles/base.tcss", "styles/today.tcss"]  # a default screen's own is not read by Textual
    BINDINGS = keymap.bindings("anywhere")
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    def __init__(self, path: Path, clock: Clock, keys: keymap.Keys, book: Book | None, *, demo: bool = False) -> None:
        """Show `book`, or where it is missing or empty the welcome to one at `path`; `demo` makes one of its own."""
        super().__init__()
        self._welcome = book is None or not (book.read_only or book.accounts(book.list_day()))
        self._path, self._clock, self._keys, self._book, self._demo = path, clock, keys, book, demo
        self._places: dict[str, DeskScreen] = {}
        """The places that were gone to, each kept as it was left."""
        self._drafts: Drafts | None = None
        self._looking: Timer | None = None  # runs while what is typed is to be looked at
        self.hung_up = 0
        """The signal that ended the session, 0 where none did."""
        self.crash_message = ""
        """What to tell the rep once the terminal is theirs again, empty where all went well."""
        self.set_keymap(keys.textual_map())
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        self._begin_with(themes.chosen_theme())

    def _begin_with(self, theme: Theme) -> None:
        """Take a theme before the first paint: set the usual way, it would have all styles read and painted twice."""
        self.set_reactive(App.theme, theme.name)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Return what is shown first: the day, so that the first paint shows it."""
        return super().get_default_screen() if self._welcome or self._book is None else self._today(self._book)

    def _today(self, book: Book) -> TodayScreen:
        return TodayScreen(book, self._keys, self._book_name)

    def on_mount(self) -> None:
        """Look every second whether another program has changed the book; where nobody is in it, help to a book."""
        self.set_interval(1.0, self._follow)
        self.set_interval(BACKUP_SECONDS, self._back_up)
        self.call_after_refresh(self._painted)
        if not self.is_headless:
            heed_hang_up(self)
        if self._welcome:
            from repdesk.screens.welcome import WelcomeScreen

            demo_path = self._path if self._demo else paths.demo_path()
            self.push_screen(WelcomeScreen(self._path, demo_path, self._clock, self._opened, demo=self._demo))

    def _painted(self) -> None:
        """Offer what was not saved, and collect garbage again, but not what was imported: that stays for good."""
        if not self._welcome:
            self._say_of_cloud()
            self._offer_draft()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _say_of_cloud(self) -> None:
        """Warn, once, of a book in a folder that is copied to other computers."""
        from repdesk.desk.cloud import said_of_cloud

        if self._book is not None and (said := said_of_cloud(self._book)) is not None:
            self._place("today").notice.refuse(said)

    async def on_event(self, event: events.Event) -> None:
        """Have what is typed looked at a moment after a key, a paste or a click."""
        await super().on_event(event)
        if isinstance(event, events.Key | events.Paste | events.MouseUp) and self._looking is None:
            self._looking = self.set_timer(DRAFT_SECONDS, self._keep_drafts)

    def _keep_drafts(self) -> None:
        """Keep what is half typed anywhere; a thread writes it."""
        self._looking = None
        if self._book is not None and not self._welcome:
            if self._drafts is None:
                self._drafts = Drafts(self._book)
            self._drafts.keep(self._half_typed())

    def _half_typed(self) -> list[HalfTyped]:
        """Return what is half typed, on what is open and on the places that were left with a line open."""
        away = [place for place in self._places.values() if place not in self.screen_stack and place.is_mounted]
        drafts = (screen.half_typed() for screen in (*self.screen_stack, *away) if isinstance(screen, HoldsDraft))
        return [draft for draft in drafts if draft is not None]

    def _offer_draft(self) -> None:
        """Offer what an earlier session did not save; nothing where all was saved."""
        if self._book is None:
            return
        if self._drafts is None:
            self._drafts = Drafts(self._book)
        book, drafts = self._book, self._drafts
        if not drafts.waiting or not isinstance(self.screen, TodayScreen):
            return
        from repdesk.desk.drafts import draft_said
        from repdesk.screens.take_up import Answer, OfferScreen

        draft = drafts.waiting[0]

        async def answered(answer: Answer | None) -> None:
            if answer == "drop":
                drafts.dropped(draft)
                self._offer_draft()
            elif answer == "take":
                await self._take_up(drafts, draft)

        self.push_screen(OfferScreen(draft_said(book, draft), draft.text, self._keys), answered)

    async def _take_up(self, drafts: Drafts, draft: HalfTyped) -> None:
        """Open the very line again; where that cannot be, say so with the text, and keep it."""
        name = {"task": "plan", "learn": "plan", "day_off": "schedule"}.get(draft.kind, "today")
        self.action_place(name)
        place = self._place(name)

        async def open_again() -> None:
            try:
                await place.take_up(draft)
            except RepdeskError as error:
                place.notice.refuse(RepdeskError(error.line, draft.text))
            else:
                drafts.taken_up(draft)
                self._keep_drafts()

        if place.is_mounted:
            await open_again()
        else:
            self.call_after_refresh(open_again)

    def end_at(self, number: int) -> None:
        """End calmly because the terminal is gone or the system asks for it: what is typed is kept first."""
        self.hung_up = number
        self._end_drafts(self._half_typed())
        self.exit(128 + number, return_code=128 + number)

    def _end_drafts(self, typed: list[HalfTyped]) -> None:
        """Keep these drafts and no others from now on; they are on the disk when this returns."""
        if self._drafts is None and typed and self._book is not None:
            self._drafts = Drafts(self._book)
        if self._drafts is not None:
            self._drafts.end(typed)

    def _opened(self) -> Book:
        """Return the book, made where there is none."""
        if self._book is None:
            self._book = open_book(self._path, self._clock, create=True, session=True)
        return self._book

    async def on_unmount(self) -> None:
        """Close the book, once no thread works on it any more."""
        if self._drafts is not None:
            self._drafts.close()
        await asyncio.to_thread(BOOK_IN_USE.acquire)
        try:
            if self._book is not None:
                self._book.close()
            self._book = None  # a thread that still waits for its turn finds none
        finally:
            BOOK_IN_USE.release()

    def _back_up(self) -> None:
        """Make a backup where the book has changed; a thread does it, so that no key waits."""
        if self._book is not None and not (self._welcome or self._book.read_only):
            self.run_worker(self._back_up_now, thread=True, group="backup")

    def _back_up_now(self) -> None:
        from repdesk.desk.backing_up import backup_if_changed

        with BOOK_IN_USE:
            if self._book is None:
                return
            said = None
            try:
                backup_if_changed(self._book)
            except RepdeskError as error:
                said = error
        if said is not None and self.is_running:
            self.call_from_thread(self._place("today").notice.refuse, said)

    def _follow(self) -> None:
        if self._book is not None and self._book.changed_elsewhere():
            self.on_data_changed(DataChanged())

    def on_data_changed(self, change: DataChanged) -> None:
        """Announce a change of the book to every screen but the one that made it, which shows it already."""
        self._keep_drafts()  # at once: what was saved is not to be offered again
        for screen in {*self.screen_stack, *self._places.values()} - {change.by}:
            screen.post_message(DataChanged(change.accounts, change.by))

    def on_welcome_screen_import_done(self, event: WelcomeScreen.ImportDone) -> None:
        """Show the day of the book that was brought in, or what one more file has made of it."""
        if self._welcome:
            self._first_day(event.sentence)
            return
        from repdesk.screens.acts import Done

        self._pop_down_to(TodayScreen)
        self._place("today").show_done(Done(frozenset(), event.sentence))

    def _forget(self, card: DeskScreen) -> None:
        """Have the name typed of the customer whose card is open, and forget them."""
        from repdesk.desk.forgetting import name_to_type
        from repdesk.screens.card import CardScreen
        from repdesk.screens.forgetting import ForgetScreen

        if not isinstance(card, CardScreen) or (account_id := card.in_hand) is None:
            return

        def done(said: str) -> None:
            card.farewell = said
            for draft in self._drafts.waiting if self._drafts is not None else ():
                if draft.account_id == account_id and self._drafts is not None:
                    self._drafts.dropped(draft)

        def closed(said: str | None) -> None:
            if said is not None:
                self.post_message(DataChanged(frozenset({account_id})))

        self.push_screen(ForgetScreen(card.book, account_id, name_to_type(card.book, account_id), done), closed)

    def _bring_in(self) -> None:
        """Ask for one more file."""
        from repdesk.screens.welcome import WelcomeScreen

        self.push_screen(WelcomeScreen(self._path, paths.demo_path(), self._clock, self._opened, file_only=True))

    def _first_day(self, sentence: str = "") -> None:
        from repdesk.screens.welcome import WelcomeScreen

        self._welcome = False
        screen = self._today(self._opened())
        self._pop_down_to(WelcomeScreen)  # it is the welcome that goes, not what was opened over it meanwhile
        self.switch_screen(screen)
        self._heed_room(self.size)
        if sentence:
            screen.notice.say(sentence, _("%(key)s undoes") % {"key": self._keys.named("desk.undo")})

    def on_welcome_screen_demo_done(self) -> None:
        """Show the day of the demo's own book."""
        if self._book is not None:
            self._book.close()
            self._book = self._drafts = None
        self._path, self._demo = (self._path if self._demo else paths.demo_path()), True
        self._first_day()

    def on_resize(self, event: events.Resize) -> None:
        """Say so where there is too little room, and go on once there is enough."""
        self._heed_room(event.size)

    def _heed_room(self, size: Size) -> None:
        from repdesk.screens.too_small import TooSmall

        small = size.width < LEAST[0] or size.height < LEAST[1]
        if small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall(*LEAST))
        elif not small and isinstance(self.screen, TooSmall):
            self.pop_screen()

    def on_key(self, event: events.Key) -> None:
        """Give a letter to the field it was meant for: it was typed before that field had the keyboard."""
        screen = self.screen
        letter = event.character if event.is_printable and isinstance(self.focused, Input) else None
        if letter and isinstance(screen, TakesTyping):
            screen.take_typed(letter)
            event.prevent_default()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the keys do here, and the colours; while one types, no act that changes what is in hand."""
        if isinstance(screen, DeskScreen):
            places: set[keymap.Where] = {"anywhere"} if screen.busy else {"anywhere", screen.PLACE}
            for key in keymap.REGISTRY:
                if places & {*key.where} and not key.action.startswith(("go(", "app.command_palette", "app.quit_")):
                    title = f"{_(key.label)}  ({self._keys.shown(key)})"
                    yield SystemCommand(title, _(key.help), lambda a=key.action: self.run_action(a, screen))
            if not (screen.busy or screen.book.read_only):
                yield SystemCommand(_("bring in a file"), _("Customers from a CSV or Excel file."), self._bring_in)
            if screen.PLACE == "card" and not (screen.busy or screen.book.read_only):
                about = _("Out of the book and every backup, for good.")
                yield SystemCommand(_("forget this customer"), about, lambda: self._forget(screen))
        yield SystemCommand(_("light colours"), _("Dark on light."), lambda: self._colours(themes.LIGHT))
        yield SystemCommand(_("dark colours"), _("Light on dark."), lambda: self._colours(themes.DARK))

    def _colours(self, theme: Theme) -> None:
        """Take these colours, now and the next time."""
        self.theme = theme.name
        try:
            themes.remember(theme)
        except RepdeskError as error:
            if isinstance(self.screen, DeskScreen):
                self.screen.notice.refuse(error)

    def action_command_palette(self) -> None:
        """Show all commands."""
        from textual.command import CommandPalette

        from repdesk.screens.too_small import TooSmall

        if not any(isinstance(screen, CommandPalette | TooSmall) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder=_("Search the commands"), id="--command-palette"))

    def action_help(self) -> None:
        """Show the keys."""
        from repdesk.screens.help import HelpScreen

        here = next((screen.PLACE for screen in reversed(self.screen_stack) if isinstance(screen, DeskScreen)), None)
        self.push_screen(HelpScreen(self._keys, here))

    def action_place(self, name: str) -> None:
        """Go to a place of the desk; what is open over it is closed, and the place is as it was left."""
        if self._welcome or self._book is None:
            return
        wanted = self._place(name)
        onto = wanted if wanted in self.screen_stack else self._place("today")
        closed = self.screen_stack[self.screen_stack.index(onto) + 1 :]
        if any(isinstance(screen, MayLose) and screen.may_lose_typing() for screen in closed):
            return
        while self.screen is not onto:
            self.pop_screen()
        if wanted is not onto:
            self.push_screen(wanted)

    def _place(self, name: str) -> DeskScreen:
        """Return the screen of a place, made where this is the first time."""
        if name == "today":
            return next(screen for screen in self.screen_stack if isinstance(screen, TodayScreen))
        if name not in self._places and self._book is not None:
            screen = _screen_of(name)(self._book, self._keys, self._book_name)
            self.install_screen(screen, name)
            self._places[name] = screen
        return self._places[name]

    @property
    def _book_name(self) -> str:
        return _("demo") if self._demo else ""

    def _pop_down_to(self, kind: type[Screen[None]]) -> None:
        """Close what is open over a screen of this kind; nothing where there is none."""
        while any(isinstance(screen, kind) for screen in self.screen_stack[:-1]):
            self.pop_screen()

    def action_leave(self) -> None:
        """Leave; a line that is being typed is asked about once."""
        if any(isinstance(screen, MayLose) and screen.may_lose_typing() for screen in reversed(self.screen_stack)):
            return
        for name, place in self._places.items():
            if place not in self.screen_stack and place.may_lose_typing():
                self.action_place(name)  # it says so there
                return
        self._end_drafts([])  # left on purpose
        self.exit(0)

    def action_quit_how(self) -> None:
        """Say how to leave: ctrl+c is pressed by habit."""
        screen = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, DeskScreen)), None)
        if screen is not None:
            words = _("%(one)s leaves repdesk, %(other)s too in a list")
            keys = {"one": self._keys.named("app.quit"), "other": self._keys.named("desk.quit")}
            screen.notice.say(words % keys)

    def _handle_exception(self, error: Exception) -> None:
        """Stop calmly: neither the message nor the locals of an error are shown, for they may hold customers."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            with suppress(Exception):  # what is broken may be what would have to be looked at
                self._end_drafts(self._half_typed())
            self.crash_message = calm_message(error)
        self._close_messages_no_wait()


def _screen_of(name: str) -> type[DeskScreen]:
    """Return the kind of screen a place is; imported when it is first gone to."""
    if name == "funnel":
        from repdesk.screens.funnel import FunnelScreen

        return FunnelScreen
    if name == "schedule":
        from repdesk.screens.schedule import ScheduleScreen

        return ScheduleScreen
    from repdesk.screens.plan import PlanScreen

    return PlanScreen


def make_app(path: Path, clock: Clock, *, demo: bool = False) -> RepdeskApp:
    """Return the app over the book at `path`, with the welcome where there is none yet; `demo` makes it the demo's.

    RepdeskError where the book, the policy or the keys cannot be read.
    """
    keys = keymap.read_keys(paths.keys_path())
    with bringing_up() as progress:
        book = open_book(path, clock, session=True, progress=progress) if path.exists() else None
    return RepdeskApp(path, clock, keys, book, demo=demo)


def run_app(path: Path, clock: Clock, *, demo: bool = False) -> int:
    """Run the app until the rep leaves; return the exit code, 1 after an unexpected error."""
    app = make_app(path, clock, demo=demo)
    logging.lastResort = None  # what is logged of an error by libraries holds its words, which may be data
    app.run()
    if app.crash_message:
        sys.stderr.write(app.crash_message + "\n")
    return app.return_code or 0
