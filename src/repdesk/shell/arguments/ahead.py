"""The command line's words about time: what a date means, the days ahead, the clock over other work."""

from __future__ import annotations

from typing import Any

from repdesk.i18n import _
from repdesk.rules.work_time import BESIDES
from repdesk.shell.arguments.kinds import horizon, named_value


def dates(command: Any) -> None:
    """Add what reads a date."""
    when = command("when", _("what a date means as it is typed, without a book"))
    when.add_argument("phrase", nargs="+", metavar="PHRASE", help=_("fri 15:00, +3d, 12-08, 下周二 下午三点 …"))
    when.add_argument(
        "--country", metavar="CC", help=_("whose public holidays are days off, such as CN; else weekends alone are")
    )


def ahead(command: Any) -> None:
    """Add what levels and what presses."""
    level = command("level", _("spread an overload of next calls over the days ahead: say who would move, or do it"))
    level.add_argument("--days", metavar="N", type=horizon, help=_("calendar days ahead, not the 60 of the policy"))
    level.add_argument("--yes", action="store_true", help=_("do it"))
    command("ladders", _("who is how late, whose contract ends when, whose birthday is near"))


def what_if(command: Any) -> None:
    """Add what tries other figures."""
    tried = command("whatif", _("the days ahead with other figures: when the book is covered, who goes late"))
    tried.add_argument("--quota", metavar="N", default="", help=_("calls a day"))
    tried.add_argument("--off", metavar="WHEN", action="append", default=[], help=_("days off: fri, 12-01..12-03"))
    cadence = _("how often who is called, in working days: a=2, or a=2/4 for at most 4; a, b, c, customer, core")
    tried.add_argument(
        "--cadence", metavar="WHO=DAYS", action="append", nargs="+", default=[], type=named_value, help=cadence
    )
    tried.add_argument("--target", metavar="SHARE", default="", help=_("the share to be covered, such as 90 %%"))
    tried.add_argument("--days", metavar="N", type=horizon, help=_("working days ahead, not this month and the next"))


def work_commands(command: Any) -> None:
    """Add the clock over other work."""
    work = command("work", _("let the clock run over work besides calling, or say what it runs over"))
    what = work.add_mutually_exclusive_group()
    what.add_argument("kind", nargs="?", metavar="KIND", help=_("one of: %(all)s") % {"all": ", ".join(BESIDES)})
    what.add_argument("--stop", action="store_true", help=_("stop the clock; the next call does it too"))
