"""The command line's words about cleaning the book up: drives, numbers, tags, the rep's own fields."""

from __future__ import annotations

from typing import Any

from repdesk.i18n import _
from repdesk.shell.arguments.kinds import positive


def clean_up_commands(command: Any) -> None:
    """Add the commands."""
    command("drives", _("the clean-up drives, how far they are and the pace they need"))
    drive = command("drive", _("begin a clean-up drive, change it, or say who is left"))
    drive.add_argument("name")
    drive.add_argument("--where", metavar="FILTER", help=_("whom it is over, such as grade:A; else the whole book"))
    drive.add_argument(
        "--measure", metavar="WHAT", help=_('what each is to have: "complete 80", kp, called, or a filter')
    )
    drive.add_argument("--target", metavar="N", help=_("how many are to have it: 80%%, or 40 for 40 customers"))
    drive.add_argument("--by", metavar="DATE", help=_("the day it is due"))
    over = drive.add_mutually_exclusive_group()
    over.add_argument("--close", dest="closed", action="store_true", default=None, help=_("it is over"))
    over.add_argument("--reopen", dest="closed", action="store_false", help=_("it goes on"))
    command("duplicates", _("customers who may be in the book twice, the likeliest first"))
    merge = command("merge", _("make one customer of two; undo makes them two again"))
    merge.add_argument("keep", type=positive, help=_("the customer who stays"))
    merge.add_argument("gone", type=positive, help=_("the one who goes into it"))
    merge.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="FIELD=WHO",
        help=_("whose word counts where they differ, such as name=gone; else the one who stays, and the further stage"),
    )
    merge.add_argument("--yes", action="store_true", help=_("do it, do not ask"))
    apart = command("apart", _("remember that two customers are not the same"))
    apart.add_argument("first", type=positive)
    apart.add_argument("second", type=positive)
    numbers = command("numbers", _("customers whose numbers are in trouble"))
    numbers.add_argument("--bad", action="store_true", help=_("who they are, not only how many"))
    numbers.add_argument("--normalise", action="store_true", help=_("put numbers into their international form"))
    numbers.add_argument("--country", metavar="CC", help=_("where numbers without a country code are, such as CN"))
    numbers.add_argument("--reread", action="store_true", help=_("those too that were given without their country"))
    numbers.add_argument("--yes", action="store_true", help=_("do it, do not ask"))
    _labels(command)


def _labels(command: Any) -> None:
    command("tags", _("the tags in use, the commonest first"))
    tag = command("tag", _("put tags on a customer, or take them off"))
    tag.add_argument("account_id", type=positive)
    tag.add_argument("tags", nargs="+", metavar="TAG")
    tag.add_argument("--off", action="store_true", help=_("take them off"))
    command("fields", _("the fields of your own"))
    field = command("field", _("define a field of your own, change or retire it"))
    field.add_argument("name")
    field.add_argument("--kind", choices=("text", "number", "date", "choice"), help=_("what is kept in a new one"))
    field.add_argument("--choices", metavar="A,B,C", help=_("what there is to choose from"))
    field.add_argument("--rename", metavar="NAME")
    field.add_argument("--move", type=int, metavar="N", help=_("so many places down, up where negative"))
    field.add_argument("--retire", action="store_true", help=_("take it off every card; what stands in it is kept"))
    fill = command("fill", _("fill in a field of your own"))
    fill.add_argument("account_id", type=positive)
    fill.add_argument("field")
    fill.add_argument("value", help=_("none clears it"))
