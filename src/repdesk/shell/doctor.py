"""The command that looks at everything the desk stands on, and writes it down for a bug report."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from repdesk import paths
from repdesk.clock import Clock
from repdesk.desk.doctor import Finding, Shown, examine
from repdesk.desk.out_file import said_calmly
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.private import new_text
from repdesk.shell.out import say, say_json
from repdesk.shell.terminal import look_at_terminal
from repdesk.shell.unlocking import unlock_unasked
from repdesk.text import visible
from repdesk.widgets.glyphs import glyphs


def doctor(args: Namespace, clock: Clock) -> int:
    """Print what was found, a sentence a line; return 1 where something is wrong."""
    path: Path | RepdeskError
    try:
        path = paths.demo_path() if args.demo and args.db is None else paths.book_path(args.db)
        unlock_unasked(path)
    except RepdeskError as error:
        path = error
    terminal = list(look_at_terminal())
    found = [*examine(path, clock.now()), *terminal]
    if args.report:
        target = _write_report(paths.typed(args.report), [*examine(path, clock.now(), Shown(redacted=True)), *terminal])
    if args.json:
        say_json([{"kind": one.kind, "level": one.level, "text": one.text} for one in found])
    else:
        for line in _lines(found):
            say(line)
        if args.report:
            text = _("The report is at %(path)s. It holds these lines without names, places of yours, or customers.")
            say(text % {"path": target})
    return 1 if any(one.level == "wrong" for one in found) else 0


def _lines(found: list[Finding]) -> list[str]:
    """Return a sign and a sentence for each, and a last line that sums up."""
    signs = {"ok": glyphs().tick, "look": glyphs().star, "wrong": glyphs().bad}
    lines = [f"{signs[one.level]} {one.kind:<12} {one.text}" for one in found]
    wrong, look = (sum(one.level == level for one in found) for level in ("wrong", "look"))
    if wrong:
        lines.append(ngettext("%(n)d thing is wrong.", "%(n)d things are wrong.", wrong) % {"n": wrong})
    if look:
        lines.append(ngettext("%(n)d thing to look at.", "%(n)d things to look at.", look) % {"n": look})
    return lines if wrong or look else [*lines, _("All is well.")]


def _write_report(target: Path, found: list[Finding]) -> Path:
    """Write the findings to a new file for its owner alone, whole or not at all."""
    with said_calmly(target, _("The report could not be written")), new_text(target) as file:
        file.writelines(f"{visible(line)}\n" for line in _lines(found))
    return target
