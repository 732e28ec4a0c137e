"""The one registry of keys: bindings, footer, help screen, palette and docs/keys.md are all made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _

Where = Literal["anywhere", "today", "line", "choice", "dialog"]

PLACES: dict[Where, str] = {
    "anywhere": N_("everywhere but in a text field"),
    "today": N_("today's list"),
    "line": N_("while logging a call"),
    "choice": N_("on a box to tick"),
    "dialog": N_("in a dialog"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does: `keys` are its defaults, the first one shown; `chord` works in a text field too."""

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    help: str
    where: Where = "today"
    footer: bool = True
    chord: bool = False


def _outcome(key: str, name: str, label: str, text: str) -> Key:
    return Key(f"outcome.{name}", (key,), f"outcome({name!r})", label, text)


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
    Key("today.menu", ("space",), "menu", N_("menu"), N_("The outcomes as a numbered menu.")),
    Key("today.open", ("enter",), "open", N_("card"), N_("All that is known of the customer in hand.")),
    Key("today.why", ("y",), "why", N_("why"), N_("Why this one, or why not.")),
    Key("today.undo", ("u",), "undo", N_("undo"), N_("Take the last act back.")),
    Key("today.redo", ("U",), "redo", N_("redo"), N_("Do again what was taken back."), footer=False),
    Key("today.find", ("/",), "find", N_("find"), N_("Find anyone by any part of a name or number.")),
    Key("today.move", ("z",), "move", N_("move"), N_("Move the next call.")),
    Key("today.add", ("a",), "add", N_("add"), N_("Add the customer in hand, or anyone, to today's list.")),
    Key("today.amend", ("E",), "amend", N_("mend"), N_("Mend the last call; its first version is kept.")),
    Key("today.phone", ("o",), "phone", N_("phone"), N_("The next phone number: the one a call, and w, mean.")),
    Key("today.offered", (".",), "offered", N_("in line"), N_("Go to the next one in line."), footer=False),
    Key("today.replan", ("ctrl+r",), "replan", N_("re-plan"), N_("Rank the rest of the day anew."), footer=False),
    Key("list.up", ("up", "k"), "up", N_("up"), N_("One line up."), footer=False),
    Key("list.down", ("down", "j"), "down", N_("down"), N_("One line down."), footer=False),
    Key("list.page_up", ("pageup",), "page_up", N_("page up"), N_("A page up."), footer=False),
    Key("list.page_down", ("pagedown",), "page_down", N_("page down"), N_("A page down."), footer=False),
    Key("list.top", ("home",), "top", N_("first"), N_("To the first line."), footer=False),
    Key("list.end", ("end",), "end", N_("last"), N_("To the last line."), footer=False),
    Key("today.back", ("escape",), "back", N_("back"), N_("Back to the list."), footer=False),
    Key("app.today", ("1",), "app.today", N_("Today"), N_("Today's list."), "anywhere", footer=False),
    Key("app.help", ("?",), "app.help", N_("help"), N_("The keys and what they do."), "anywhere"),
    Key("app.palette", ("ctrl+p",), "app.command_palette", N_("palette"), N_("All commands."), "anywhere", False, True),
    Key("today.quit", ("q",), "app.leave", N_("quit"), N_("Leave repdesk, where a terminal keeps ctrl+q for itself.")),
    Key("app.quit", ("ctrl+q",), "app.leave", N_("quit"), N_("Leave repdesk."), "anywhere", False, True),
    Key("app.quit_how", ("ctrl+c",), "app.quit_how", N_("quit"), N_("Say how to leave."), "anywhere", False),
    Key("line.save", ("enter",), "save", N_("saves"), N_("Save the call and go on."), "line"),
    Key("line.next", ("tab",), "next", N_("next field"), N_("To the next field."), "line"),
    Key("line.previous", ("shift+tab",), "next(-1)", N_("field before"), N_("To the field before."), "line", False),
    Key("line.back", ("escape",), "leave", N_("back"), N_("Back to the list, nothing logged."), "line"),
    Key("choice.turn", ("space", "right"), "turn", N_("tick"), N_("Tick the box, or take the next word."), "choice"),
    Key("dialog.accept", ("enter",), "accept", N_("accept"), N_("Accept."), "dialog"),
    Key("dialog.back", ("escape",), "leave", N_("back"), N_("Back."), "dialog"),
)


_BY_ID = {key.id: key for key in REGISTRY}
_SHOWN = {"escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "up": "↑", "down": "↓"}


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

    def footer(self, where: Where) -> Iterator[tuple[str, str, str]]:
        """Yield key, label and action of what the footer of a place shows, in the order of use."""
        places = ("today", "anywhere") if where == "today" else (where,)
        for key in REGISTRY:
            if key.footer and key.where in places:
                yield self.shown(key), _(key.label), key.action

    def _refuse_clashes(self) -> None:
        taken: dict[tuple[Where, str], Key] = {}
        for key in REGISTRY:
            places: Iterable[Where] = PLACES if key.where == "anywhere" else (key.where, "anywhere")
            for name in self.keys(key):
                self._refuse_unusable(key, name)
                for place in places:
                    if (other := taken.get((place, name))) is not None:
                        raise RepdeskError(
                            _("keys.toml: %(key)s is bound to both %(one)s and %(other)s")
                            % {"key": name, "one": other.id, "other": key.id},
                            hint=_("Give one of them another key."),
                        )
                taken[key.where, name] = key

    def _refuse_unusable(self, key: Key, name: str) -> None:
        if not name:
            raise RepdeskError(_("keys.toml: %(id)s has no key") % {"id": key.id})
        if (key.chord or key.where in ("line", "dialog")) and (len(name) == 1 or name == "space"):
            raise RepdeskError(
                _("keys.toml: %(id)s must work in a text field, where %(key)s is a letter")
                % {"id": key.id, "key": name},
                hint=_("Take a key such as ctrl+g or f2."),
            )


def _with_twins(keys: tuple[str, ...]) -> list[str]:
    """Return the keys in Textual's names, each printable one followed by its full-width twin."""
    return [_textual(key) for key in (*keys, *(twin for key in keys for twin in _twins(key)))]


def bindings(where: Where, *prefixes: str) -> list[BindingType]:
    """Return Textual bindings of a place, of all ids or those that start with a prefix; only chords have priority."""
    return [
        Binding(",".join(_with_twins(key.keys)), key.action, key.label, show=False, priority=key.chord, id=key.id)
        for key in REGISTRY
        if key.where == where and key.id.startswith(prefixes or ("",))
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
                _("keys.toml: %(id)s is not a text") % {"id": prefix + name}, hint=_('Write it like today.why = "y".')
            )


def keys_markdown() -> str:
    """Return docs/keys.md: every key with its id, what it does and where it works."""
    lines = ["| key | does | where | id |", "|---|---|---|---|"]
    lines += [
        f"| {' '.join(f'`{name}`' for name in key.keys)} | {key.help} | {PLACES[key.where]} | `{key.id}` |"
        for key in REGISTRY
    ]
    return "\n".join(lines) + "\n"
