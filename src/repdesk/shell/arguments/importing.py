"""The command line's words about bringing a file in: how it is read, what its columns are, what becomes of twins."""

from __future__ import annotations

from typing import Any

from repdesk.exchange.dates import Order
from repdesk.i18n import _
from repdesk.shell.arguments.kinds import path

# The words of the desk's choices; the desk itself is loaded for the command alone.
KINDS = ("accounts", "calls", "deals")
DUPLICATES = ("merge", "skip", "add")
ORDERS: tuple[Order, ...] = ("dmy", "mdy")


def import_command(command: Any) -> None:
    """Add the command."""
    bring = command("import", _("bring in a table: CSV, Excel, vCards, JSON; customers, their calls or their deals"))
    bring.add_argument("file")
    bring.add_argument("--dry-run", action="store_true", help=_("say what would come of it, write nothing"))
    bring.add_argument(
        "--as", dest="kind", choices=KINDS, help=_("what the rows are, in place of what the headings say")
    )
    bring.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help=_("what a column is: a field, tags, custom:NAME, or - to leave it out; may be given again"),
    )
    bring.add_argument(
        "--stage",
        action="append",
        default=[],
        metavar="WORD=STAGE",
        help=_("which stage a word of the file is: 0 to 7, won or lost; may be given again"),
    )
    bring.add_argument("--encoding", metavar="NAME", help=_("such as utf-8, gb18030, big5, cp1252"))
    bring.add_argument("--delimiter", metavar="SIGN", help=_("what stands between cells; tab for a tab"))
    bring.add_argument("--sheet", metavar="NAME", help=_("which sheet of a workbook"))
    bring.add_argument(
        "--heading-row", type=int, metavar="N", help=_("the row of the headings; 0 where there are none")
    )
    bring.add_argument("--date-order", choices=ORDERS, help=_("whether 3/4/2026 is the 3rd of April or March 4th"))
    bring.add_argument("--currency", metavar="CODE", help=_("that of amounts without a sign, such as CNY"))
    bring.add_argument("--region", metavar="CODE", help=_("the country of numbers without a country code, such as CN"))
    bring.add_argument(
        "--duplicates", choices=DUPLICATES, help=_("what becomes of customers met again; merge is what is done else")
    )
    bring.add_argument("--rejects", metavar="FILE", type=path, help=_("write the rows to be mended there, as CSV"))
