"""What is made of the registry of keys: bindings, footer, docs/keys.md, and the rep's own keys laid over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.key_registry import DESK, PLACES, REGISTRY, Key, Where

__all__ = ["DESK", "PLACES", "REGISTRY", "Key", "Keys", "Where", "bindings", "keys_markdown", "read_keys", "shown"]

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


_TWINS = {".": "。", "/": "、", "[": "【", "]": "】", "<": "《", ">": "》"}


def _twins(key: str) -> str:
    """Return what a Chinese input method may type in place of a printable key."""
    if len(key) != 1 or not "!" <= key <= "~":
        return "\u3000" if key == "space" else ""
    return chr(ord(key) + 0xFEE0) + _TWINS.get(key, "")


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
        if (key.chord or {*key.where} & {"line", "dialog", "when"}) and (len(name) == 1 or name == "space"):
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
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Keys()
    except (OSError, UnicodeDecodeError) as error:
        raise RepdeskError(_("%(file)s cannot be read") % {"file": path.name}, str(error)) from error
    import tomllib  # 3 ms that only those pay who have keys of their own

    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
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
