"""The one registry of keys: bindings, footer, help screen, palette and docs/keys.md are all made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _

Where = Literal[
    "anywhere",
    "list",
    "today",
    "accounts",
    "card",
    "funnel",
    "schedule",
    "plan",
    "grades",
    "line",
    "choice",
    "dialog",
]

PLACES: dict[Where, str] = {
    "anywhere": N_("everywhere but in a text field"),
    "today": N_("today's list"),
    "accounts": N_("a list of customers"),
    "card": N_("a customer's card"),
    "funnel": N_("the funnel"),
    "schedule": N_("the schedule"),
    "plan": N_("the plan for tomorrow"),
    "grades": N_("the grades that may be due"),
    "list": N_("in a list"),
    "line": N_("while logging a call"),
    "choice": N_("on a box to tick"),
    "dialog": N_("in a dialog"),
}
HAND: tuple[Where, ...] = ("today", "accounts", "card")
"""Where a customer is in hand who may be called."""
LISTS: tuple[Where, ...] = ("today", "accounts", "funnel", "schedule", "plan", "grades")
DESK: tuple[Where, ...] = (*HAND, "funnel", "schedule", "plan")


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does: `keys` are its defaults, the first one shown; `chord` works in a text field too."""

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    help: str
    where: tuple[Where, ...]
    footer: bool = True
    chord: bool = False

    @property
    def reach(self) -> frozenset[Where]:
        """Return every place where it works."""
        if "anywhere" in self.where:
            return frozenset(PLACES)
        return frozenset((*self.where, *(LISTS if "list" in self.where else ())))


def _outcome(key: str, name: str, label: str, text: str) -> Key:
    return Key(f"outcome.{name}", (key,), f"outcome({name!r})", label, text, HAND)


_ON_PEOPLE: tuple[Where, ...] = (*HAND, "schedule", "plan")
_OPENING: tuple[Where, ...] = ("today", "accounts", "funnel", "schedule")
_UNDOING: tuple[Where, ...] = (*DESK, "grades")
_ANY: tuple[Where, ...] = ("anywhere",)
_LIST: tuple[Where, ...] = ("list",)

REGISTRY: tuple[Key, ...] = (
    _outcome("n", "no_answer", N_("no one"), N_("Nobody answered: logged at once.")),
    _outcome("b", "busy", N_("busy"), N_("The line was busy: logged at once.")),
    _outcome("w", "wrong_number", N_("wrong"), N_("A wrong or dead number: logged at once, the number is marked bad.")),
    _outcome("g", "gatekeeper", N_("gate"), N_("A gatekeeper answered.")),
    _outcome("c", "callback", N_("callback"), N_("A callback was agreed; asks when.")),
    _outcome("t", "talked", N_("talked"), N_("Talked with the key person.")),
    _outcome("i", "interested", N_("interest"), N_("The key person is interested.")),
    _outcome("p", "proposal_sent", N_("proposal"), N_("A proposal was sent.")),
    _outcome("s", "contract_sent", N_("contract"), N_("A contract was sent; asks the amount.")),
    _outcome("x", "signed", N_("signed"), N_("The contract is signed; asks amount, start and end.")),
    _outcome("r", "refused", N_("refused"), N_("Refused; asks the reason, and from stage 3 on if it is lost.")),
    _outcome("d", "do_not_call", N_("no calls"), N_("Do not call: off every list, for good.")),
    Key("call.menu", ("space",), "menu", N_("menu"), N_("The outcomes as a numbered menu."), HAND),
    Key("desk.open", ("enter",), "open", N_("open"), N_("All that is known of what is under the cursor."), _OPENING),
    Key("card.edit", ("e", "enter"), "edit", N_("edit"), N_("Edit the field the cursor is on."), ("card",)),
    Key(
        "card.remove", ("backspace", "delete"), "remove", N_("remove"), N_("Take a person or a number away."), ("card",)
    ),
    Key(
        "card.previous",
        ("[",),
        "previous",
        N_("one back"),
        N_("The customer before, on the list one came from."),
        ("card",),
    ),
    Key("card.next", ("]",), "next", N_("one on"), N_("The next customer on the list one came from."), ("card",)),
    Key("card.up", ("up", "k"), "go('up')", N_("up"), N_("To the field above."), ("card",), footer=False),
    Key("card.down", ("down", "j"), "go('down')", N_("down"), N_("To the field below."), ("card",), footer=False),
    Key("card.left", ("left", "h"), "go('left')", N_("left"), N_("To the field on the left."), ("card",), footer=False),
    Key(
        "card.right",
        ("right", "l"),
        "go('right')",
        N_("right"),
        N_("To the field on the right."),
        ("card",),
        footer=False,
    ),
    Key("plan.accept", ("enter",), "accept", N_("go on"), N_("Take this page as it stands and go on."), ("plan",)),
    Key("plan.drop", ("backspace", "delete"), "drop", N_("drop"), N_("Drop it, or take it back."), ("plan",)),
    Key("plan.edit", ("e",), "edit", N_("note"), N_("Write the note that is missing, or mend the line."), ("plan",)),
    Key(
        "schedule.before",
        ("left", "h"),
        "day(-1)",
        N_("day before"),
        N_("To the day before."),
        ("schedule",),
        footer=False,
    ),
    Key(
        "schedule.after",
        ("right", "l"),
        "day(1)",
        N_("day after"),
        N_("To the day after."),
        ("schedule",),
        footer=False,
    ),
    Key("schedule.month_before", ("[",), "month(-1)", N_("month before"), N_("To the month before."), ("schedule",)),
    Key("schedule.month_after", ("]",), "month(1)", N_("month after"), N_("To the month after."), ("schedule",)),
    Key(
        "schedule.later", (">", "+"), "step(1)", N_("later"), N_("Move the call one working day later."), ("schedule",)
    ),
    Key(
        "schedule.earlier",
        ("<", "-"),
        "step(-1)",
        N_("earlier"),
        N_("Move the call one working day earlier."),
        ("schedule",),
    ),
    Key(
        "schedule.day_off",
        ("f",),
        "day_off",
        N_("day off"),
        N_("Make the day a day off, or a working day again."),
        ("schedule",),
    ),
    Key(
        "grades.refuse",
        ("backspace", "delete"),
        "refuse",
        N_("refuse"),
        N_("Refuse it: it stays away until there is new evidence."),
        ("grades",),
    ),
    Key("desk.why", ("y",), "why", N_("why"), N_("Why this one, or why not."), _ON_PEOPLE),
    Key("desk.undo", ("u",), "undo", N_("undo"), N_("Take the last act back."), _UNDOING),
    Key("desk.redo", ("U",), "redo", N_("redo"), N_("Do again what was taken back."), _UNDOING, footer=False),
    Key("desk.find", ("/",), "find", N_("find"), N_("Find anyone by any part of a name or number."), DESK),
    Key("desk.move", ("z",), "move", N_("move"), N_("Move the next call."), _ON_PEOPLE),
    Key("desk.add", ("a",), "add", N_("add"), N_("Add the customer in hand, or anyone, to the list."), _ON_PEOPLE),
    Key("call.amend", ("E",), "amend", N_("mend"), N_("Mend the last call; its first version is kept."), HAND),
    Key("call.phone", ("o",), "phone", N_("phone"), N_("The next phone number: the one a call, and w, mean."), HAND),
    Key(
        "desk.suggestions",
        ("S",),
        "suggestions",
        N_("grades"),
        N_("Grades that may be due, to take or refuse."),
        DESK,
        footer=False,
    ),
    Key("today.offered", (".",), "offered", N_("in line"), N_("Go to the next one in line."), ("today",), footer=False),
    Key(
        "today.replan",
        ("ctrl+r",),
        "replan",
        N_("re-plan"),
        N_("Rank the rest of the day anew."),
        ("today",),
        footer=False,
    ),
    Key("list.up", ("up", "k"), "up", N_("up"), N_("One line up."), _LIST, footer=False),
    Key("list.down", ("down", "j"), "down", N_("down"), N_("One line down."), _LIST, footer=False),
    Key("list.page_up", ("pageup",), "page_up", N_("page up"), N_("A page up."), _LIST, footer=False),
    Key("list.page_down", ("pagedown",), "page_down", N_("page down"), N_("A page down."), _LIST, footer=False),
    Key("list.top", ("home",), "top", N_("first"), N_("To the first line."), _LIST, footer=False),
    Key("list.end", ("end",), "end", N_("last"), N_("To the last line."), _LIST, footer=False),
    Key("desk.back", ("escape",), "back", N_("back"), N_("Back to where one came from."), DESK, footer=False),
    Key("app.today", ("1",), "app.place('today')", N_("Today"), N_("Today's list."), _ANY, footer=False),
    Key(
        "app.funnel",
        ("3",),
        "app.place('funnel')",
        N_("Funnel"),
        N_("Customers and value per stage."),
        _ANY,
        footer=False,
    ),
    Key(
        "app.schedule",
        ("4",),
        "app.place('schedule')",
        N_("Schedule"),
        N_("The days ahead and what is set on them."),
        _ANY,
        footer=False,
    ),
    Key(
        "app.plan",
        ("5",),
        "app.place('plan')",
        N_("Plan"),
        N_("The plan for tomorrow, step by step."),
        _ANY,
        footer=False,
    ),
    Key("app.help", ("?",), "app.help", N_("help"), N_("The keys and what they do."), _ANY),
    Key("app.palette", ("ctrl+p",), "app.command_palette", N_("palette"), N_("All commands."), _ANY, False, True),
    Key(
        "desk.quit",
        ("q",),
        "app.leave",
        N_("quit"),
        N_("Leave repdesk, where a terminal keeps ctrl+q for itself."),
        DESK,
    ),
    Key("app.quit", ("ctrl+q",), "app.leave", N_("quit"), N_("Leave repdesk."), _ANY, False, True),
    Key("app.quit_how", ("ctrl+c",), "app.quit_how", N_("quit"), N_("Say how to leave."), _ANY, False),
    Key("line.save", ("enter",), "save", N_("saves"), N_("Save the call and go on."), ("line",)),
    Key("line.next", ("tab",), "next", N_("next field"), N_("To the next field."), ("line",)),
    Key("line.previous", ("shift+tab",), "next(-1)", N_("field before"), N_("To the field before."), ("line",), False),
    Key("line.back", ("escape",), "leave", N_("back"), N_("Back to the list, nothing logged."), ("line",)),
    Key("choice.turn", ("space", "right"), "turn", N_("tick"), N_("Tick the box, or take the next word."), ("choice",)),
    Key("dialog.accept", ("enter",), "accept", N_("accept"), N_("Accept."), ("dialog",)),
    Key("dialog.back", ("escape",), "leave", N_("back"), N_("Back."), ("dialog",)),
)


_BY_ID = {key.id: key for key in REGISTRY}
_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "backspace": "Backspace",
}


def shown(key: str) -> str:
    """Return a key as people call it."""
    return _SHOWN.get(key, key)


def _twins(key: str) -> str:
    """Return what a Chinese input method may type in place of a printable key."""
    if len(key) != 1 or not "!" <= key <= "~":
        return "\u3000" if key == "space" else ""
    return chr(ord(key) + 0xFEE0) + {".": "。", "/": "、"}.get(key, "")


def _textual(key: str) -> str:
    """Return a key as Textual names it: `?` is `question_mark`."""
    return _character_to_key(key) if len(key) == 1 else key


class Keys:
    """The registry with the rep's own keys laid over it."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        """Take `own`: ids to comma-separated keys; unknown ids and clashes raise RepdeskError."""
        self._own = {name: tuple(part.strip() for part in text.split(",")) for name, text in (own or {}).items()}
        unknown = sorted(set(self._own) - set(_BY_ID))
        if unknown:
            raise RepdeskError(
                _("keys.toml: there is no key with the id %(id)s") % {"id": unknown[0]},
                hint=_("docs/keys.md lists the ids."),
            )
        self._refuse_clashes()

    def keys(self, key: Key) -> tuple[str, ...]:
        """Return the keys that do this, as the rep would type them."""
        return self._own.get(key.id, key.keys)

    def shown(self, key: Key) -> str:
        """Return the first of its keys, as people call it."""
        return shown(self.keys(key)[0])

    def named(self, key_id: str) -> str:
        """Return what `shown` gives for an id; KeyError where there is none."""
        return self.shown(_BY_ID[key_id])

    def textual_map(self) -> dict[str, str]:
        """Return the rep's own keys as `App.set_keymap` takes them, full-width twins added."""
        return {name: ",".join(_with_twins(keys)) for name, keys in self._own.items()}

    def places(self, here: Where) -> Iterator[tuple[str, str, str, bool]]:
        """Yield key, label and action of the places there are, and whether it is the one at hand."""
        for key in REGISTRY:
            if key.action.startswith("app.place("):
                yield self.shown(key), _(key.label), key.action, key.id == f"app.{here}"

    def footer(self, where: Where) -> Iterator[tuple[str, str, str]]:
        """Yield key, label and action of what the footer of a place shows, in the order of use."""
        places = {where, "anywhere"} if where in DESK else {where}
        for key in REGISTRY:
            if key.footer and places & {*key.where}:
                yield self.shown(key), _(key.label), key.action

    def _refuse_clashes(self) -> None:
        taken: dict[tuple[Where, str], Key] = {}
        for key in REGISTRY:
            for name in self.keys(key):
                self._refuse_unusable(key, name)
                for place in key.reach:
                    if (other := taken.get((place, name))) is not None:
                        raise RepdeskError(
                            _("keys.toml: %(key)s is bound to both %(one)s and %(other)s")
                            % {"key": name, "one": other.id, "other": key.id},
                            hint=_("Give one of them another key."),
                        )
                    taken[place, name] = key

    def _refuse_unusable(self, key: Key, name: str) -> None:
        if not name:
            raise RepdeskError(_("keys.toml: %(id)s has no key") % {"id": key.id})
        if (key.chord or {*key.where} & {"line", "dialog"}) and (len(name) == 1 or name == "space"):
            raise RepdeskError(
                _("keys.toml: %(id)s must work in a text field, where %(key)s is a letter")
                % {"id": key.id, "key": name},
                hint=_("Take a key such as ctrl+g or f2."),
            )


def _with_twins(keys: tuple[str, ...]) -> list[str]:
    """Return the keys in Textual's names, each printable one followed by its full-width twin."""
    return [_textual(key) for key in (*keys, *(twin for key in keys for twin in _twins(key)))]


def bindings(where: Where) -> list[BindingType]:
    """Return the Textual bindings of a place; only chords have priority."""
    return [
        Binding(",".join(_with_twins(key.keys)), key.action, key.label, show=False, priority=key.chord, id=key.id)
        for key in REGISTRY
        if where in key.where
    ]


def read_keys(path: Path) -> Keys:
    """Return the keys with those of `path` (TOML: id = "key,key") laid over them; without the file, the defaults."""
    if not path.exists():
        return Keys()
    import tomllib  # 3 ms that only those pay who have keys of their own

    try:
        body = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RepdeskError(_("%(file)s cannot be read") % {"file": path.name}, str(error)) from error
    return Keys(dict(_flat(body)))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield dotted id and keys of a TOML table, nested or not."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, str):
            yield f"{prefix}{name}", value
        else:
            raise RepdeskError(
                _("keys.toml: %(id)s is not a text") % {"id": prefix + name}, hint=_('Write it like desk.why = "y".')
            )


def keys_markdown() -> str:
    """Return docs/keys.md: every key with its id, what it does and where it works."""
    lines = ["| key | does | where | id |", "|---|---|---|---|"]
    for key in REGISTRY:
        typed, places = " ".join(f"`{name}`" for name in key.keys), ", ".join(PLACES[place] for place in key.where)
        lines.append(f"| {typed} | {key.help} | {places} | `{key.id}` |")
    return "\n".join(lines) + "\n"
