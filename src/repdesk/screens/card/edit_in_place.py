"""A place whose fields are edited where they stand, the customer in view."""

from __future__ import annotations

from collections.abc import Mapping

from textual.geometry import Region
from textual.widgets import Input

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.drafts import HalfTyped
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.keymap import shown
from repdesk.screens.acts import Done
from repdesk.screens.ask import AskScreen
from repdesk.screens.calling import CallingScreen
from repdesk.screens.card.edit_ways import Asked, AtOnce, Picked, Step, Typed, Way
from repdesk.widgets.completing import Completing
from repdesk.widgets.fields import Field


class EditingScreen(CallingScreen):
    """A place with a field that is laid over what is edited; what is refused stays typed."""

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self.field = Field(id="edited")
        self.field.select_on_focus = False
        self._way: Typed | None = None
        self._texts: list[str] = []
        self._trail: tuple[int, ...] = ()  # the lines taken of the menus that led to what is typed

    def where_edited(self) -> Region:
        """Return where in the body the field is to lie."""
        raise NotImplementedError

    def typed(self) -> None:
        """Go on after what was typed was saved and is shown."""

    @property
    def typing(self) -> bool:
        """Say whether a line or a field is being typed in."""
        return super().typing or self._way is not None

    def take_way(self, way: Way | None, trail: tuple[int, ...] = ()) -> None:
        """Edit in this way, to which the lines of `trail` led."""
        from repdesk.screens.pick import PickScreen

        self._trail = trail
        if isinstance(way, AtOnce):
            self.calmly(way.act, _("Nothing changed."))
        elif isinstance(way, Typed):
            self._way, self._texts = way, []
            self._type_next()
        elif isinstance(way, Asked):
            asked = AskScreen(way.title, way.act, hint=way.hint, draft=self.draft_of({}))
            self.app.push_screen(asked, self._asked)
        elif isinstance(way, Picked):
            picked = way

            def then(at: int | None) -> None:
                if at is not None:
                    self.take_way(picked.then(at), (*trail, at))

            self.app.push_screen(PickScreen(way.title, way.lines, way.at, first=way.first), then)

    def draft_of(self, texts: Mapping[str, str]) -> HalfTyped:
        """Return these texts as a draft that leads back to what is edited."""
        raise NotImplementedError

    def half_typed(self) -> HalfTyped | None:
        """Return what is typed in the field, with the texts before it, else the call that is being logged."""
        if self._way is None:
            return super().half_typed()
        at = len(self._texts)
        if not self._texts and self.field.value == self._way.steps[at].value:
            return None
        return self.draft_of({str(number): text for number, text in enumerate([*self._texts, self.field.value])})

    def type_again(self, draft: HalfTyped) -> None:
        """Put in what a draft holds, the field of its last text open."""
        texts = [draft.texts[str(number)] for number in range(len(draft.texts)) if str(number) in draft.texts]
        if self._way is None:
            ask = self.app.screen
            if isinstance(ask, AskScreen) and texts:
                ask.take_typed(texts[-1])
        elif 0 < len(texts) <= len(self._way.steps):
            self._texts = texts[:-1]
            self._type_next()
            self.field.value = texts[-1]
            self.field.cursor_position = len(self.field.value)

    def _asked(self, done: Done | None) -> None:
        if done is not None:
            self.show_done(done)

    def _type_next(self) -> None:
        """Open the field for the next text."""
        if self._way is None:
            return
        step = self._way.steps[len(self._texts)]
        where = self.where_edited()
        self.field.styles.offset = (where.x, where.y)
        self.field.styles.width = where.width
        self.field.suggester = Completing(step.known) if step.known else None
        self.field.value = step.value
        self.field.cursor_position = len(self.field.value)
        self.set_class(True, "-editing")
        self.field.display = True
        self.list_widget.can_focus = False
        self.set_focus(self.field)  # at once: the next key may be on its way already
        self._say(step)

    def _say(self, step: Step) -> None:
        """Say what is typed, how it is understood so far, and what the keys do."""
        keys = {"enter": self.keys.named("line.save"), "back": self.keys.named("line.back"), "right": shown("right")}
        said = _("%(enter)s saves, %(back)s leaves it as it was") % keys
        told = step.told(self.field.value.strip()) if step.told else ""
        label = f"{step.label}: {told}" if told else step.label
        self.notice.say(label, _("%(right)s completes, %(said)s") % {**keys, "said": said} if step.known else said)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how it is understood while it is typed."""
        if self._way is not None and event.input is self.field:
            event.stop()
            step = self._way.steps[len(self._texts)]
            if step.told is not None:
                self._say(step)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed; where it is refused the text stays."""
        event.stop()
        if self._way is None:
            return
        texts = [*self._texts, self.field.value.strip()]
        if len(texts) < len(self._way.steps):
            self._texts = texts
            self._type_next()
            return
        try:
            done = self._way.act(texts)
        except RepdeskError as error:
            self.notice.refuse(error)
            return
        self._stop_typing()
        self.show_done(done, _("Nothing changed."))
        self.typed()

    def _stop_typing(self) -> None:
        self._way, self._warned = None, False
        self.set_class(False, "-editing")
        self.field.display = False
        self.list_widget.can_focus = True
        self.set_focus(self.list_widget)

    def may_lose_typing(self) -> bool:
        """Say whether leaving now would lose what was typed, and say it once."""
        if self._way is None:
            return super().may_lose_typing()
        if self._warned or self.field.value == self._way.steps[len(self._texts)].value:
            return False
        self._warned = True
        self.notice.say(_("what you typed is not saved yet; once more leaves without it"))
        return True

    def action_back(self) -> None:
        """Leave a field as it was, else the card."""
        if self._way is None:
            super().action_back()
            return
        self._stop_typing()
        self.notice.say("")
        self.catch_up()

    def take_typed(self, character: str) -> None:
        """Type a character that was on its way when the field opened."""
        if self._way is not None:
            self.field.insert_text_at_cursor(character)
        else:
            super().take_typed(character)

    def on_resize(self) -> None:
        """Keep the field over what it edits."""
        self.call_after_refresh(self._field_follows)

    def _field_follows(self) -> None:
        if self._way is not None:
            where = self.where_edited()
            self.field.styles.offset, self.field.styles.width = (where.x, where.y), where.width
