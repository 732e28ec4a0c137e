"""The pages of the wizard: what each is called, the columns of its list, and the keys at its foot."""

from __future__ import annotations

from typing import Literal

from repdesk import keymap
from repdesk.i18n import N_, _

Page = Literal["file", "reading", "columns", "rows", "twice", "over"]
PAGES: tuple[Page, ...] = ("file", "reading", "columns", "rows", "twice", "over")
NAMES = (N_("File"), N_("How it is read"), N_("Columns"), N_("First rows"), N_("Met twice"), N_("Bring it in"))
SHORT = (N_("File"), N_("Reading"), N_("Columns"), N_("Rows"), N_("Twice"), N_("In"))
LISTS: dict[Page, tuple[tuple[str, int, int], ...]] = {
    "reading": ((N_("of the file"), 28, 36), (N_("is"), 16, 40), (N_("known from"), 12, 400)),
    "columns": ((N_("heading"), 16, 30), (N_("becomes"), 20, 36), (N_("holds"), 16, 400)),
    "rows": ((N_("row"), 4, 6), (N_("says"), 34, 70), (N_("what is wrong"), 20, 400)),
    "twice": ((N_("row"), 4, 6), (N_("who"), 20, 30), (N_("what becomes of it"), 30, 400)),
}


def footer(keys: keymap.Keys, page: Page, *, mends: bool) -> list[tuple[str, str, str]]:
    """Return the keys of a page that waits for the rep; `mends` says that there is something to be mended."""
    does = {
        "file": _("read the file; nothing is written yet"),
        "over": _("bring it in; one undo takes it back"),
    }
    entries = [
        (keys.named("dialog.accept"), does.get(page, _("go on")), "accept"),
        (keys.named("dialog.back"), _("back"), "leave"),
    ]
    if page in ("reading", "columns", "twice"):
        entries.insert(1, (keys.named("importing.change"), _("change"), "change"))
    if page == "columns":
        entries.insert(2, (keys.named("importing.leave_out"), _("leave out"), "leave_out"))
    if page == "over" and mends:
        entries.insert(1, (keys.named("importing.rejects"), _("file to mend, or none"), "rejects"))
    return entries
