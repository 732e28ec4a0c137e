"""The pages of the evening's plan that are written on: what is due besides calling, and one thing to learn."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

from repdesk import wording
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.evening import besides, read_task
from repdesk.desk.evening.unfinished import Unfinished, unfinished
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import WORK
from repdesk.screens.acts import Done
from repdesk.screens.plan import acts as plan_acts
from repdesk.screens.plan.pages import BESIDES, DAY, FROZEN, LEARN, LOOSE
from repdesk.screens.plan.view import PlanView
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plan_field import PlanField


class PlanWriting(PlanView):
    """What is typed on the line stays, on the page and as a draft, until it is on record."""

    @property
    def is_typed(self) -> bool:
        """Say whether there is something on the line that is not on record."""
        if self.page == LEARN:
            stands = self.more.learn.title if self.more.learn else ""
            return self.to_learn not in (stands, " ".join(self.offered.split()))
        return self.page == BESIDES and bool(self.field.value.strip())

    @property
    def to_learn(self) -> str:
        """Return what stands on the line as it is put down."""
        return " ".join(self.field.value.split())

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
        """Return the task, or what is to be learned, that stands on the line or was left on it; else how far it came.

        Both know how far the plan came, so that a broken off evening is taken up where it was.
        """
        place = self._so_far()
        if self.page == LEARN and self.is_typed:
            return HalfTyped("learn", place=place, texts={"0": self.field.value})
        left = self.field.value if self.page == BESIDES else self.unsent
        if left.strip():
            return HalfTyped("task", place=place, texts={"0": left})
        return HalfTyped("evening", place=place, texts={"0": ""}) if self.touched and self._is_begun else None

    @property
    def _is_begun(self) -> bool:
        """Say whether there is a plan to go on with; one that stands is looked at again until something is changed."""
        if self.ahead is not None and self.ahead.frozen:
            return self.draft is not None
        return self.page not in (LOOSE, FROZEN) or bool(self.let_go) or self.draft is not None

    def _so_far(self) -> dict[str, str]:
        return Unfinished(self.planned, self.page, frozenset(self.let_go), self.draft).place()

    async def take_up(self, draft: HalfTyped) -> None:
        """Go on where an evening was broken off, its line open again with its text."""
        if draft.kind not in ("task", "learn", "evening"):
            await super().take_up(draft)
            return
        self.touched = True
        self._go_on(unfinished(draft.place))
        if draft.kind != "evening":
            self.show_page(BESIDES if draft.kind == "task" else LEARN)
            self.field.value = draft.text
            self.field.cursor_position = len(draft.text)
            self.set_focus(self.field)

    def _go_on(self, kept: Unfinished | None) -> None:
        """Take up what was said of the plan, where it is still that day's."""
        if kept is None or kept.day != self.planned:
            return
        self.let_go, self.draft = set(kept.let_go), kept.draft
        self.read_soon()
        self.reckon()
        self.show_page(min(max(kept.page, LOOSE), DAY))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what kind of work the line is understood as, or which offer it is."""
        event.stop()
        self.warned = False
        if self.page == BESIDES:
            kind, _title = read_task(event.value)
            words = wording.work(kind) if kind else _("to do")
            self.prompt.show(f" {words} {glyphs().prompt} ")
        elif self.page == LEARN:
            self.show_paper()

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
        """Tick the task under the cursor off, or open it again; what was to be learned today is learned."""
        if self.page == BESIDES and (task := self.tasks.row) is not None:
            self._and_on(lambda: plan_acts.tick(self.book, task.id, done=not task.done))
        elif self.page == LEARN and (learned := self.more.learned) is not None:
            self.offer("")
            self.calmly(lambda: plan_acts.tick(self.book, learned.id, done=not learned.done))

    def on_plan_field_dropped(self) -> None:
        """Drop the task under the cursor."""
        task = self.tasks.row if self.page == BESIDES else None
        if task is not None:
            self.calmly(lambda: plan_acts.drop_task(self.book, task.id))

    def on_plan_field_put_off(self) -> None:
        """Carry the task under the cursor over: to the planned day, from there to the working day after it."""
        task = self.tasks.row if self.page == BESIDES else None
        if task is not None and not task.done:
            day = self.planned if task.due < self.planned else self.book.calendar.add(task.due, 1)
            self._and_on(lambda: plan_acts.put_task_off(self.book, task.id, day))

    def _and_on(self, act: Callable[[], Done | None]) -> None:
        """Answer for the task under the cursor and go on to the next one."""
        ids = [task.id for task in self.tasks.rows]
        at = ids.index(self.tasks.cursor) if self.tasks.cursor in ids else -1
        if self.calmly(act) is not None and 0 <= at < len(ids) - 1:
            self.tasks.go_to(ids[at + 1])

    def on_plan_field_chosen(self, event: PlanField.Chosen) -> None:
        """Go along the tasks while the line has the keyboard, or along what may be learned."""
        if self.page == BESIDES:
            self.tasks.action_up() if event.step < 0 else self.tasks.action_down()
        elif self.known is not None and (offers := self.known.choice.offers):
            at = offers.index(self.field.value) + event.step if self.field.value in offers else min(0, event.step)
            self.offer(offers[at % len(offers)])

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
            done = plan_acts.learn(self.book, self.to_learn, self.planned)
        except RepdeskError as error:
            self.notice.refuse(error)
            return False
        self.more = besides(self.book)
        self.show_done(done)
        return True
