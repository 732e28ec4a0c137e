"""The pages of the evening's plan that are written on: what is due besides calling, and one thing to learn."""

from __future__ import annotations

from textual.widgets import Input

from repdesk import wording
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.evening import besides, read_task
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import WORK
from repdesk.screens import plan_acts
from repdesk.screens.plan_pages import BESIDES, LEARN
from repdesk.screens.plan_view import PlanView
from repdesk.widgets.glyphs import glyphs


class PlanWriting(PlanView):
    """What is typed on the line stays, on the page and as a draft, until it is on record."""

    @property
    def is_typed(self) -> bool:
        """Say whether there is something on the line that is not on record."""
        if self.page == LEARN:
            return " ".join(self.field.value.split()) != (self.more.learn.title if self.more.learn else "")
        return self.page == BESIDES and bool(self.field.value.strip())

    @property
    def busy(self) -> bool:
        """Say whether something is being typed."""
        return self.is_typed

    def may_lose_typing(self) -> bool:
        """Keep what is to be learned; say once that a task is typed and not entered."""
        if self.page == LEARN and self.is_typed:
            self.keep_learning()
        left = self.field.value if self.page == BESIDES else self.unsent
        if not left.strip() or self.warned:
            return False
        self.warned = True
        self.notice.say(_("A task is typed here and not entered yet; once more leaves it."))
        return True

    def half_typed(self) -> HalfTyped | None:
        """Return the task, or what is to be learned, that stands on the line or was left on it."""
        if self.page == LEARN and self.is_typed:
            return HalfTyped("learn", texts={"0": self.field.value})
        left = self.field.value if self.page == BESIDES else self.unsent
        return HalfTyped("task", texts={"0": left}) if left.strip() else None

    async def take_up(self, draft: HalfTyped) -> None:
        """Open the line of a draft again, with its text."""
        if draft.kind not in ("task", "learn"):
            await super().take_up(draft)
            return
        self.touched = True
        self.show_page(BESIDES if draft.kind == "task" else LEARN)
        self.field.value = draft.text
        self.field.cursor_position = len(draft.text)
        self.set_focus(self.field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what kind of work the line is understood as."""
        event.stop()
        self.warned = False
        if self.page == BESIDES:
            kind, _title = read_task(event.value)
            words = wording.work(kind) if kind else _("to do")
            self.prompt.show(f" {words} {glyphs().prompt} ")

    def leave_page(self) -> None:
        """Keep what was typed on the page that is left."""
        super().leave_page()
        if self.page == LEARN and self.is_typed:
            self.keep_learning()

    def on_descendant_focus(self) -> None:
        """Leave the keyboard to the line when a task is clicked."""
        if self.focused is self.tasks:
            self.set_focus(self.field)

    def on_plan_field_ticked(self) -> None:
        """Tick the task under the cursor off, or open it again."""
        task = self.tasks.row if self.page == BESIDES else None
        if task is not None:
            self.calmly(lambda: plan_acts.tick(self.book, task.id, done=not task.done))

    def on_plan_field_dropped(self) -> None:
        """Drop the task under the cursor."""
        task = self.tasks.row if self.page == BESIDES else None
        if task is not None:
            self.calmly(lambda: plan_acts.drop_task(self.book, task.id))

    def key_up(self) -> None:
        """Go up in the list of tasks while the line has the keyboard."""
        self.tasks.action_up()

    def key_down(self) -> None:
        """Go down in it."""
        self.tasks.action_down()

    def enter_task(self) -> None:
        """Put down the task on the line; where it names no kind of work, ask for one."""
        from repdesk.screens.pick import PickScreen

        kind, title = read_task(self.field.value)
        if kind is not None:
            self._add_task(kind, title)
            return

        def picked(at: int | None) -> None:
            if at is not None:
                self._add_task(WORK[at], title)

        self.app.push_screen(PickScreen(_("What kind of work is it?"), list(map(wording.work, WORK))), picked)

    def _add_task(self, kind: str, title: str) -> None:
        text, self.field.value = self.field.value, ""
        if self.calmly(lambda: plan_acts.add_task(self.book, kind, title, self.planned)) is None:
            self.field.value = text

    def keep_learning(self) -> bool:
        """Put down what is to be learned; False where that is refused."""
        try:
            done = plan_acts.learn(self.book, " ".join(self.field.value.split()), self.planned)
        except RepdeskError as error:
            self.notice.refuse(error)
            return False
        self.more = besides(self.book)
        self.show_done(done)
        return True
