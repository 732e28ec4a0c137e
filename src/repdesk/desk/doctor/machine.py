"""The machine: versions, platform, language, and the files of settings."""

from __future__ import annotations

import locale
import os
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from repdesk import __version__, paths
from repdesk.desk.doctor.finding import Finding, Shown
from repdesk.desk.policy_file import load_policy
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.text import visible

_CAREFUL = (3, 51, 3)
"""Before this SQLite, two connections that write and move the log at once can damage a file."""


def versions(_shown: Shown) -> Iterator[Finding]:
    """Tell what runs, and what is known of this SQLite."""
    parts = {"repdesk": __version__, "Python": platform.python_version(), "Textual": _of("textual")}
    parts["SQLite"] = sqlite3.sqlite_version
    yield Finding("versions", "ok", ", ".join(f"{name} {number}" for name, number in parts.items()))
    if sqlite3.sqlite_version_info < _CAREFUL:
        told = _("This SQLite needs one writer at a time: repdesk keeps to that; open the book with nothing else.")
        yield Finding("sqlite", "ok", told)
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield Finding("platform", "ok", visible(system))


def _of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def language(_shown: Shown) -> Iterator[Finding]:
    """Tell the language and how text is written."""
    asked = next((os.environ[name] for name in _LANGUAGES if os.environ.get(name)), "")
    encoding = locale.getpreferredencoding(do_setlocale=False)
    told = _("locale %(name)s, text in %(encoding)s") % {"name": visible(asked[:40]) or "-", "encoding": encoding}
    plain = encoding.casefold().replace("-", "") in ("utf8", "cp65001")
    yield Finding("locale", "ok" if plain or os.name == "nt" else "look", told)


_LANGUAGES = ("REPDESK_LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LANG")


def settings(shown: Shown) -> Iterator[Finding]:
    """Read the rep's own figures and keys as the app would."""
    from repdesk.keymap import read_keys

    for kind, file, read in (("policy", paths.policy_path, load_policy), ("keys", paths.keys_path, read_keys)):
        path: Path = file()
        try:
            read(path)
        except RepdeskError as error:
            instead = _("%(path)s cannot be taken: something in it is wrong") % {"path": shown.place(path)}
            yield Finding(kind, "wrong", shown.error(error, instead))
            continue
        found = _("%(path)s is in order") if path.exists() else _("there is no %(path)s: the usual ones hold")
        yield Finding(kind, "ok", found % {"path": shown.place(path)})
