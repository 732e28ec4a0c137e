"""The command numbers: customers whose numbers are in trouble, and numbers put into their international form."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from repdesk.desk.book import Book
from repdesk.desk.numbers import BadNumbers, Normalising, bad_numbers, normalising, refusals, troubles
from repdesk.i18n import _, ngettext
from repdesk.shell.asking import says_yes
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.slowly import progress_bar
from repdesk.widgets.clean_up_words import trouble


def numbers(book: Book, args: Namespace) -> None:
    """Print how many customers have numbers in trouble, who they are, or put numbers into their form."""
    if args.normalise:
        _normalise(book, args)
    elif args.bad:
        with progress_bar(_("reading the numbers")) as progress:
            found = bad_numbers(book, progress)
        if args.json:
            say_json([_as_json(one) for one in found])
        else:
            say_table((str(one.account_id), one.name, trouble(one.trouble), _numbers(one)) for one in found)
    else:
        with progress_bar(_("reading the numbers")) as progress:
            counted = {name: len(ids) for name, ids in troubles(book, progress).items()}
        if args.json:
            say_json(counted)
        else:
            say_table((f"{count:,}", trouble(name)) for name, count in counted.items())


def _numbers(one: BadNumbers) -> str:
    """Return the numbers; one that may not be dialled is not printed."""
    said = []
    for phone in one.phones:
        if phone.suppressed:
            said.append(_("do not call"))
        else:
            shown = phone.shown if phone.e164.startswith("+") else phone.raw or phone.e164
            said.append(_("%(number)s (wrong)") % {"number": shown} if phone.bad else shown)
    return ", ".join(said) or "–"


def _as_json(one: BadNumbers) -> dict[str, Any]:
    return {
        "account_id": one.account_id,
        "name": one.name,
        "trouble": one.trouble,
        "phones": [
            {"e164": phone.e164, "raw": phone.raw, "bad": phone.bad, "do_not_call": phone.suppressed}
            for phone in one.phones
        ],
    }


def _normalise(book: Book, args: Namespace) -> None:
    """Say what would change; do it where the rep agrees."""
    with progress_bar(_("reading the numbers")) as progress:
        found = normalising(book, args.country, reread=args.reread, progress=progress)
    if not args.json:
        _print(found)
    done = None
    if found.changes and (args.yes or (not args.json and says_yes(_("Put them so? [yes/no] ")))):
        from repdesk.desk.numbers_writing import normalise

        with progress_bar(_("putting numbers into their form")) as progress:
            done = normalise(book, args.country, reread=args.reread, progress=progress)
        found = done.found
    seq = done.change.seq if done is not None and done.change is not None else None
    if args.json:
        say_json(_changes_as_json(found) | {"change_id": seq})
    elif seq is not None:
        n = len(found.changes)
        say(ngettext("%(n)d number is in its new form.", "%(n)d numbers are in their new form.", n) % {"n": n})
    elif found.changes:
        sys.stderr.write(_("Nothing was changed; --yes does it.") + "\n")
    else:
        say(_("There is nothing to change."))


def _print(found: Normalising) -> None:
    say_table((found.names[one.account_id], one.shown, "→", one.becomes) for one in found.changes)
    if found.refused:
        say(_("These stay as they are:"))
        say_table(refusals(found))


def _changes_as_json(found: Normalising) -> dict[str, Any]:
    return {
        "country": found.country,
        "in_order": found.fine,
        "changes": [
            {"account_id": one.account_id, "phone_id": one.phone_id, "before": one.before, "after": one.after}
            for one in found.changes
        ],
        "refused": [
            {"account_id": one.account_id, "phone_id": one.phone_id, "number": one.before, "why": one.why}
            for one in found.refused
        ],
    }
