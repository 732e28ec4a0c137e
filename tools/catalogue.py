"""Keeps the catalogues of `locale/` in step with the source: `catalogue.py update | check | compile`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "repdesk"
LOCALE = SOURCE / "locale"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%%")


def template(source: Path = SOURCE) -> Catalog:
    """Return what the modules under `source` mark for translation; locations name the file alone."""
    found = Catalog(project="repdesk", charset="utf-8", fuzzy=False)
    messages = extract_from_dir(source, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",))
    for name, _line, message, comments, context in messages:
        found.add(message, locations=[(Path(name).as_posix(), 0)], auto_comments=comments, context=context)
    return found


def read(path: Path) -> Catalog:
    """Return the catalogue at `path`, its entries in their order."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def update(path: Path, current: Catalog) -> None:
    """Write the catalogue at `path` anew: translations kept, new messages empty, messages no longer used dropped."""
    catalogue = read(path)
    catalogue.update(current, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False, sort_output=True, ignore_obsolete=True)


def placeholders(text: str) -> set[str]:
    """Return the named places of a message that values are put into, each with its format."""
    return set(PLACEHOLDER.findall(text))


def faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translated message."""
    if message.fuzzy:
        yield "fuzzy"
    wanted = message.id if isinstance(message.id, str) else message.id[-1]
    for text in [message.string] if isinstance(message.string, str) else message.string or [""]:
        if not text:
            yield "not translated"
        elif placeholders(text) != placeholders(wanted):
            yield "other placeholders"


def check(path: Path, current: Catalog) -> list[str]:
    """Return a line for every message that is missing, superfluous, untranslated, fuzzy or has other placeholders."""
    catalogue = read(path)
    problems = [f"missing: {message.id!r}" for message in current if message.id and message.id not in catalogue]
    problems += [f"obsolete: {message!r}" for message in catalogue.obsolete]
    for message in catalogue:
        if not message.id:
            continue
        if message.id not in current:
            problems.append(f"no longer used: {message.id!r}")
        problems += [f"{fault}: {message.id!r}" for fault in faults(message)]
    return problems


def compile_catalogue(path: Path) -> None:
    """Write the `.mo` that gettext reads beside the catalogue at `path`."""
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(path))


def main(arguments: list[str]) -> int:
    """Do what is asked for every catalogue; 1 where `check` finds something, 2 for anything else than the three."""
    if arguments not in (["update"], ["check"], ["compile"]):
        print(__doc__, file=sys.stderr)
        return 2
    current = template()
    found = 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/repdesk.po")):
        if arguments == ["update"]:
            update(path, current)
        if arguments != ["check"]:
            compile_catalogue(path)
            continue
        problems = check(path, current)
        found += len(problems)
        print(f"{path.relative_to(LOCALE)}: {len(current)} messages, {len(problems)} problems", *problems, sep="\n  ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
