"""The line at the foot in which a call is logged, the customer in view above it."""

from __future__ import annotations

from dataclasses import dataclass

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
from repdesk.rules.types import Outcome
from repdesk.widgets.fields import Choice, Field, Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import plain

CHANNELS = ("call", "visit", "message", "meeting")
_CHANNEL_WORDS = (N_("by phone"), N_("visit"), N_("message"), N_("meeting"))
_ASKED = {"when": ("when",), "amount": ("amount",), "contract": ("start", "end"), "reason": ("reason",), "lost": ("lost",)}
_TEXTS = {"amount": N_("amount"), "start": N_("start"), "end": N_("end"), "reason": N_("reason")}
_ASKED_ROW = {*_TEXTS, "lost", "never", "kp"}
_FLAGS = ("price", "demo", "offer")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed and ticked; texts as typed, `when` None where the proposal was left as it stood."""

    note: str = ""
    when: str | None = None
    amount: str = ""
    start: str = ""
    end: str = ""
    reason: str = ""
    kp: bool | None = None
    lost: bool | None = None
    never: bool = False
    promised: bool = False
    price: bool = False
    demo: bool = False
    offer: bool = False
    inbound: bool = False
    channel: str = "call"


class LogLine(Widget):
    """Note, next call, what the outcome asks, ticks: one line of fields over a line that says what Enter will do."""

    BINDINGS = keymap.bindings("line")

    class Saved(Message):
        """Enter: put this on record."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    class Left(Message):
        """Esc: nothing is logged."""

    class WhenTyped(Message):
        """Another date stands in the field of the next call."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, keys: keymap.Keys, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name for it)
        super().__init__(id=id)
        self._keys = keys
        self._outcome = Outcome.TALKED
        self._asked: list[str] = []
        self._visited: set[str] = set()
        self._proposed = self._note_before = ""
        self.display = False

    def compose(self) -> ComposeResult:
        """Place the fields; those an outcome does not ask are hidden when it is opened."""
        with Horizontal():
            yield Words(id="outcome")
            yield Field(id="note")
            yield Words(f" {_('next')} ", id="when-words")
            yield Field(id="when")
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

    @property
    def is_open(self) -> bool:
        """Say whether a call is being logged."""
        return bool(self.display)

    @property
    def dirty(self) -> bool:
        """Say whether closing would lose what was typed."""
        return self.is_open and (self._text("note") != self._note_before or self._text("when") != self._proposed)

    def open(self, proposal: Proposal, preview: str, *, title: str = "", note: str = "") -> None:
        """Open for an outcome with its proposal filled in; `preview` says it in words, `note` is one to be mended."""
        spec, outcome = OUTCOMES[proposal.outcome], proposal.outcome
        self._outcome, self._visited = outcome, set()
        self._asked = [name for ask in proposal.asks for name in _ASKED[ask]]
        nxt = proposal.next_call
        clock = f" {wording.clock(nxt.time)}" if nxt and nxt.time else ""
        self._proposed = f"{nxt.date.isoformat()}{clock}" if nxt else ""
        self._note_before = note
        self.query_one("#outcome", Words).show(f" {title or wording.outcome(outcome)} {glyphs().prompt} ")
        for name, value in {"note": note, "when": self._proposed, **dict.fromkeys(_TEXTS, "")}.items():
            self.query_one(f"#{name}", Field).value = value
        for choice in self.query(Choice):
            choice.value = int(choice.id == "lost")
        shown = {*self._asked, "note", "inbound", "channel"}
        if outcome is not Outcome.DO_NOT_CALL:
            shown |= {"when", *(() if outcome is Outcome.CALLBACK else ("promised",))}
        shown |= {"kp"} if spec.spoke and spec.kp is None else set()
        shown |= {"never"} if outcome is Outcome.REFUSED else set()
        shown |= set(_FLAGS) if spec.kp or outcome is Outcome.CALLBACK else set()
        self._show_only(shown)
        self.display = True
        self.query_one("#note", Field).focus()
        self.say(preview)

    def _show_only(self, names: set[str]) -> None:
        for field in (*self.query(Field), *self.query(Choice)):
            field.display = field.id in names
        for words in self.query(Words):
            if words.id and words.id.endswith("-words"):
                words.display = words.id.removesuffix("-words") in names
        self.query_one("#asked").display = bool(names & _ASKED_ROW)

    def close(self) -> None:
        """Put the line away."""
        self.display = False

    def say(self, preview: str) -> None:
        """Show what the next call comes to, and the keys."""
        keys = "  ".join(f"{key} {label}" for key, label, _action in self._keys.footer("line") if label)
        self._tell(f" {_('next: %(when)s') % {'when': preview}}   {keys}" if preview else f" {keys}")

    def refuse(self, error: RepdeskError) -> None:
        """Show what is wrong; all that was typed stays."""
        self._tell(f" {error.line}", error=True)

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

        when = self._text("when")
        return Entry(
            note=self._text("note"),
            when=None if when == self._proposed else when,
            **{name: self._text(name) for name in _TEXTS},
            kp=asked("kp") or (False if self._outcome is Outcome.CALLBACK else None),
            lost=asked("lost"),
            **{name: self._ticked(name) for name in ("never", "promised", "inbound", *_FLAGS)},
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
            self.query_one(f"#{name}").focus()

    def action_leave(self) -> None:
        """Close without logging."""
        self.post_message(self.Left())

    def action_next(self, step: int = 1) -> None:
        """Go to the next field, from the last to the first; -1 goes back."""
        fields = [w for w in self.query("*") if w.focusable and all(a.display for a in w.ancestors_with_self)]
        if self.screen.focused in fields:
            fields[(fields.index(self.screen.focused) + step) % len(fields)].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field is Enter in the line."""
        event.stop()
        self.action_save()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Have a date read as it is typed."""
        event.stop()
        if event.input.id == "when" and self.is_open and event.input.has_focus:
            self.post_message(self.WhenTyped(event.value.strip()))
