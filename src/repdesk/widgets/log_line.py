"""The line at the foot in which a call is logged, the customer in view above it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from repdesk import keymap, wording
from repdesk.desk.rows import Proposal
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import CHANNELS, Outcome
from repdesk.text import visible
from repdesk.widgets.fields import Choice, Field, Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.log_entry import Entry
from repdesk.widgets.plain import plain
from repdesk.widgets.when_field import Offers, WhenField

_CHANNEL_WORDS = (N_("by phone"), N_("visit"), N_("message"), N_("meeting"))
_ASKED = {
    "when": ("when",),
    "amount": ("amount",),
    "contract": ("start", "end"),
    "reason": ("reason",),
    "lost": ("lost",),
}
_TEXTS = {"amount": N_("amount"), "start": N_("start"), "end": N_("end"), "reason": N_("reason")}
_ASKED_ROW = {*_TEXTS, "lost", "never", "kp"}
_FLAGS = ("price", "demo", "offer")


class LogLine(Widget):
    """Note, next call, what the outcome asks, ticks: one line of fields over a line that says what Enter will do."""

    BINDINGS = keymap.bindings("line")
    # Read here and not by the app: the line comes after the first paint, and so may its styles.
    DEFAULT_CSS = (Path(__file__).parents[1] / "styles" / "log_line.tcss").read_text("utf-8")

    class Saved(Message):
        """Enter: put this on record."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    class Left(Message):
        """Esc: nothing is logged."""

    class Edited(Message):
        """Something was typed or ticked that the next call may follow from."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, keys: keymap.Keys, offers: Offers) -> None:
        super().__init__()
        self._keys, self._offers = keys, offers
        self._outcome = Outcome.TALKED
        self._asked: list[str] = []
        self._visited: set[str] = set()
        self._proposed = self._note_before = ""
        self._opened: dict[str, str] = {}  # what stood in the fields when it was opened
        self.display = False

    def compose(self) -> ComposeResult:
        """Place the fields; those an outcome does not ask are hidden when it is opened."""
        with Horizontal():
            yield Words(id="outcome")
            yield Field(id="note")
            yield Words(" " + _("next call") + " ", id="when-words")
            yield WhenField(self._offers, id="when")
        with Horizontal(id="asked"):
            for name, words in _TEXTS.items():
                yield Words(f" {_(words)} ", id=f"{name}-words")
                yield Field(id=name)
            yield Choice(_("lost"), id="lost")
            yield Choice(_("never again"), id="never")
            yield Choice(_("with the KP"), id="kp")
        with Horizontal(id="ticks"):
            yield Choice(_("promised"), id="promised")
            yield Choice(_("price"), id="price")
            yield Choice(_("demo"), id="demo")
            yield Choice(_("offer"), id="offer")
            yield Choice(_("they called"), id="inbound")
            yield Choice("", [_(words) for words in _CHANNEL_WORDS], id="channel")
        yield Words(id="hint")
        keys = "  ".join(f"{key} {label}" for key, label, _action in self._keys.footer("line"))
        yield Words(f" {keys}", id="keys")

    @property
    def is_open(self) -> bool:
        """Say whether a call is being logged."""
        return bool(self.display)

    @property
    def dirty(self) -> bool:
        """Say whether closing would lose what was typed."""
        return bool(self.typed)

    @property
    def typed(self) -> dict[str, str]:
        """Return what was typed and ticked since the line was opened, by field; nothing where it is closed."""
        if not self.is_open:
            return {}
        return {name: value for name, value in self._values().items() if value != self._opened.get(name)}

    def type_again(self, typed: Mapping[str, str]) -> None:
        """Put in what `typed` was in an earlier session."""
        for field in self.query(Field):
            if (text := typed.get(field.id or "")) is not None and field.display:
                field.value = text
                field.cursor_position = len(field.value)
        for choice in self.query(Choice):
            if (text := typed.get(choice.id or "")) is not None and choice.display:
                choice.turn_to(text)
        self.post_message(self.Edited(self._entry()))

    def _values(self) -> dict[str, str]:
        """Return what stands in the fields now; a next call that was only proposed is none."""
        values = {field.id or "": field.value.strip() for field in self.query(Field) if field.display}
        if values.get("when") == self._proposed:
            values["when"] = ""
        return values | {choice.id or "": str(choice.value) for choice in self.query(Choice) if choice.display}

    def open(self, proposal: Proposal, preview: str, *, title: str = "", note: str = "") -> None:
        """Open for an outcome with its proposal filled in; `preview` says it in words, `note` is one to be mended."""
        self._outcome, self._visited = proposal.outcome, set()
        self._asked = [name for ask in proposal.asks for name in _ASKED[ask]]
        self.query_one("#outcome", Words).show(f" {title or wording.outcome(self._outcome)} {glyphs().prompt} ")
        for name, value in {"note": note, "when": "", **dict.fromkeys(_TEXTS, "")}.items():
            self.query_one(f"#{name}", Field).value = value
        self._note_before = self._text("note")  # as the field shows it: line ends are signs there
        for choice in self.query(Choice):
            choice.value = int(choice.id == "lost")
        self._show_only(self._shown())
        self._proposed = ""
        self.propose(proposal, preview)
        self.display = True
        self._opened = self._values()
        self.screen.set_focus(self.query_one("#note", Field))  # at once: the next key may be on its way already

    def propose(self, proposal: Proposal, preview: str) -> None:
        """Fill in the proposed next call, unless another was typed over it, or is about to be."""
        nxt = proposal.next_call
        clock = f" {wording.clock(nxt.time)}" if nxt and nxt.time else ""
        before, self._proposed = self._proposed, f"{nxt.date.isoformat()}{clock}" if nxt else ""
        field, text = self.query_one("#when", Field), self._text("when")
        if text in (before, ""):
            if text or not field.has_focus:  # what was emptied to type in stays empty
                field.value = self._proposed
            self.say(preview)

    def _shown(self) -> set[str]:
        """Return the names of the fields that this outcome has."""
        spec, outcome = OUTCOMES[self._outcome], self._outcome
        shown = {*self._asked, "note", "inbound", "channel"}
        if outcome is not Outcome.DO_NOT_CALL:
            shown |= {"when", *(() if outcome is Outcome.CALLBACK else ("promised",))}
        if spec.spoke and spec.kp is None:
            shown.add("kp")
        if outcome is Outcome.REFUSED:
            shown.add("never")
        if spec.kp or outcome is Outcome.CALLBACK:
            shown.update(_FLAGS)
        return shown

    def _show_only(self, names: set[str]) -> None:
        for field in (*self.query(Field), *self.query(Choice)):
            field.display = field.id in names
        for words in self.query(Words):
            if words.id and words.id.endswith("-words"):
                words.display = words.id.removesuffix("-words") in names
        asks = bool(names & _ASKED_ROW)
        self.query_one("#asked").display = asks
        self.query_one("#keys").display = not asks  # the foot keeps its height, so that nothing moves

    def close(self) -> None:
        """Put the line away."""
        self.display = False

    def say(self, preview: str) -> None:
        """Show what the next call comes to."""
        field = self.query_one("#when", WhenField)
        other = field.offered() if field.has_focus else ""
        self._tell("  ".join(filter(None, (_("next call: %(when)s") % {"when": preview}, other))))

    def refuse(self, error: RepdeskError) -> None:
        """Show what is wrong; all that was typed stays."""
        self._tell(error.line, error=True)

    def _tell(self, text: str, *, error: bool = False) -> None:
        hint = self.query_one("#hint", Words)
        hint.set_class(error, "error")
        hint.show(plain(text))
        hint.styles.width = "100%"

    def take(self, character: str) -> None:
        """Type a character that was meant for this line but came before it was open."""
        focused = self.screen.focused
        if isinstance(focused, Input):
            focused.insert_text_at_cursor(character)

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Field).value.strip()

    def _ticked(self, name: str) -> bool:
        choice = self.query_one(f"#{name}", Choice)
        return bool(choice.display and choice.value)

    def _entry(self) -> Entry:
        def asked(name: str) -> bool | None:
            return self._ticked(name) if self.query_one(f"#{name}", Choice).display else None

        note, when = self._text("note"), self._text("when")
        # A line break is one visible sign in the field and a line break again in the book.
        return Entry(
            note=None if note == self._note_before else note.replace(visible("\n"), "\n"),
            when=None if when == self._proposed else when,
            amount=self._text("amount"),
            start=self._text("start"),
            end=self._text("end"),
            reason=self._text("reason"),
            kp=asked("kp") or (False if self._outcome is Outcome.CALLBACK else None),
            lost=asked("lost"),
            never=self._ticked("never"),
            promised=self._ticked("promised"),
            price=self._ticked("price"),
            demo=self._ticked("demo"),
            offer=self._ticked("offer"),
            inbound=self._ticked("inbound"),
            channel=CHANNELS[self.query_one("#channel", Choice).value],
        )

    def _unanswered(self) -> str | None:
        """Return the next thing the outcome asks that was neither filled in nor passed over."""
        for name in self._asked:
            widget = self.query_one(f"#{name}")
            filled = isinstance(widget, Field) and widget.value.strip()
            if not filled and name not in self._visited and widget is not self.screen.focused:
                return name
        return None

    def action_save(self) -> None:
        """Go to what the outcome still asks, once each; then put the call on record."""
        if self.screen.focused is not None and self.screen.focused.id:
            self._visited.add(self.screen.focused.id)
        name = self._unanswered()
        if name is None:
            self.post_message(self.Saved(self._entry()))
        else:
            self._visited.add(name)
            self.screen.set_focus(self.query_one(f"#{name}"))

    def action_leave(self) -> None:
        """Close without logging."""
        self.post_message(self.Left())

    def action_next(self, step: int = 1) -> None:
        """Go to the next field, from the last to the first; -1 goes back."""
        fields = [w for w in self.query("*") if w.focusable and all(a.display for a in w.ancestors_with_self)]
        if self.screen.focused in fields:
            self.screen.set_focus(fields[(fields.index(self.screen.focused) + step) % len(fields)])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field is Enter in the line."""
        event.stop()
        self.action_save()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Have a date read as it is typed."""
        event.stop()
        if event.input.id in ("when", "start", "end") and self.is_open and event.input.has_focus:
            self.post_message(self.Edited(self._entry()))

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Have the next call follow what was ticked."""
        event.stop()
        self.post_message(self.Edited(self._entry()))
