"""The one registry of keys: what each does, where it works and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from repdesk.i18n import N_

Where = Literal[
    "anywhere",
    "list",
    "today",
    "book",
    "accounts",
    "card",
    "funnel",
    "schedule",
    "plan",
    "grades",
    "cleanup",
    "fields",
    "numbers",
    "duplicates",
    "merge",
    "columns",
    "views",
    "backups",
    "broken",
    "importing",
    "line",
    "choice",
    "dialog",
]

PLACES: dict[Where, str] = {
    "anywhere": N_("everywhere but in a text field"),
    "today": N_("today's list"),
    "book": N_("the book of all customers"),
    "accounts": N_("a list of customers"),
    "card": N_("a customer's card"),
    "funnel": N_("the funnel"),
    "schedule": N_("the schedule"),
    "plan": N_("the plan for tomorrow"),
    "grades": N_("the grades that may be due"),
    "cleanup": N_("where the book is cleaned up"),
    "fields": N_("the fields of your own"),
    "numbers": N_("numbers put into their international form"),
    "duplicates": N_("customers who may be in the book twice"),
    "merge": N_("two customers side by side"),
    "columns": N_("the columns of a list"),
    "views": N_("the saved views"),
    "backups": N_("the backups"),
    "broken": N_("a book that cannot be opened"),
    "importing": N_("bringing a file in"),
    "list": N_("in a list"),
    "line": N_("while logging a call"),
    "choice": N_("on a box to tick"),
    "dialog": N_("in a dialog"),
}
HAND: tuple[Where, ...] = ("today", "book", "accounts", "card")
"""Where a customer is in hand who may be called."""
LISTS: tuple[Where, ...] = (
    "today",
    "book",
    "accounts",
    "funnel",
    "schedule",
    "plan",
    "grades",
    "cleanup",
    "fields",
    "numbers",
    "duplicates",
    "merge",
    "columns",
    "views",
    "backups",
    "broken",
    "importing",
)
"""Where there is a list, whose keys work there too."""
DESK: tuple[Where, ...] = (*HAND, "funnel", "schedule", "plan", "cleanup", "duplicates")


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does: `keys` are its defaults, the first one shown; `chord` works in a text field too."""

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    help: str
    where: tuple[Where, ...]
    footer: bool = True
    chord: bool = False

    @property
    def reach(self) -> frozenset[Where]:
        """Return every place where it works."""
        if "anywhere" in self.where:
            return frozenset(PLACES)
        return frozenset((*self.where, *(LISTS if "list" in self.where else ())))


def _outcome(key: str, name: str, label: str, text: str) -> Key:
    return Key(f"outcome.{name}", (key,), f"outcome({name!r})", label, text, HAND)


_ON_PEOPLE: tuple[Where, ...] = (*HAND, "schedule", "plan")
_OPENING: tuple[Where, ...] = ("today", "book", "accounts", "funnel", "schedule", "cleanup", "duplicates")
_UNDOING: tuple[Where, ...] = (*DESK, "grades", "fields", "views")
_ANY: tuple[Where, ...] = ("anywhere",)
_LIST: tuple[Where, ...] = ("list",)
_PAGING: tuple[Where, ...] = (*_LIST, "card")

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
    Key("call.menu", ("space",), "menu", N_("menu"), N_("The outcomes as a numbered menu."), HAND),
    Key("desk.open", ("enter",), "open", N_("open"), N_("All that is known of what is under the cursor."), _OPENING),
    Key("card.edit", ("e", "enter"), "edit", N_("edit"), N_("Edit the field the cursor is on."), ("card",)),
    Key(
        "card.remove", ("backspace", "delete"), "remove", N_("remove"), N_("Take a person or a number away."), ("card",)
    ),
    Key(
        "card.previous",
        ("[",),
        "previous",
        N_("one back"),
        N_("The customer before, on the list one came from."),
        ("card",),
    ),
    Key("card.next", ("]",), "next", N_("one on"), N_("The next customer on the list one came from."), ("card",)),
    Key("card.up", ("up", "k"), "go('up')", N_("up"), N_("To the field above."), ("card",), footer=False),
    Key("card.down", ("down", "j"), "go('down')", N_("down"), N_("To the field below."), ("card",), footer=False),
    Key("card.left", ("left", "h"), "go('left')", N_("left"), N_("To the field on the left."), ("card",), footer=False),
    Key(
        "card.right",
        ("right", "l"),
        "go('right')",
        N_("right"),
        N_("To the field on the right."),
        ("card",),
        footer=False,
    ),
    Key("plan.accept", ("enter",), "accept", N_("go on"), N_("Take this page as it stands and go on."), ("plan",)),
    Key("plan.drop", ("backspace", "delete"), "drop", N_("drop"), N_("Drop it, or take it back."), ("plan",)),
    Key("plan.edit", ("e",), "edit", N_("note"), N_("Write the note that is missing, or mend the line."), ("plan",)),
    Key(
        "schedule.before",
        ("left", "h"),
        "day(-1)",
        N_("day before"),
        N_("To the day before."),
        ("schedule",),
        footer=False,
    ),
    Key(
        "schedule.after",
        ("right", "l"),
        "day(1)",
        N_("day after"),
        N_("To the day after."),
        ("schedule",),
        footer=False,
    ),
    Key("schedule.month_before", ("[",), "month(-1)", N_("month before"), N_("To the month before."), ("schedule",)),
    Key("schedule.month_after", ("]",), "month(1)", N_("month after"), N_("To the month after."), ("schedule",)),
    Key(
        "schedule.later", (">", "+"), "step(1)", N_("later"), N_("Move the call one working day later."), ("schedule",)
    ),
    Key(
        "schedule.earlier",
        ("<", "-"),
        "step(-1)",
        N_("earlier"),
        N_("Move the call one working day earlier."),
        ("schedule",),
    ),
    Key(
        "schedule.day_off",
        ("f",),
        "day_off",
        N_("day off"),
        N_("Make the day a day off, or a working day again."),
        ("schedule",),
    ),
    Key(
        "grades.refuse",
        ("backspace", "delete"),
        "refuse",
        N_("refuse"),
        N_("Refuse it: it stays away until there is new evidence."),
        ("grades",),
    ),
    Key("book.filter", ("f",), "filter", N_("filter"), N_("Only those who fit what is typed."), ("book",)),
    Key("book.views", ("V",), "views", N_("views"), N_("Saved views: open one, or save what is shown."), ("book",)),
    Key("book.mark", ("+", "insert"), "mark", N_("mark"), N_("Mark the customer, or no longer; one on."), ("book",)),
    Key(
        "book.mark_down",
        ("shift+down", "J"),
        "mark_along(1)",
        N_("mark down"),
        N_("Mark along the way down."),
        ("book",),
        footer=False,
    ),
    Key(
        "book.mark_up",
        ("shift+up", "K"),
        "mark_along(-1)",
        N_("mark up"),
        N_("Mark along the way up."),
        ("book",),
        footer=False,
    ),
    Key(
        "book.marks",
        ("*",),
        "marks",
        N_("marks"),
        N_("Mark all shown, none, the others, from mark to here."),
        ("book",),
    ),
    Key("book.edit", ("e",), "edit", N_("edit"), N_("Edit all who are marked, else the one in hand."), ("book",)),
    Key("book.sort_next", (">",), "sort(1)", N_("sort"), N_("Sort by the next column."), ("book",)),
    Key("book.sort_before", ("<",), "sort(-1)", N_("sort"), N_("Sort by the column before."), ("book",), footer=False),
    Key("book.turn", ("-",), "turn", N_("turn"), N_("Turn the order round."), ("book",), footer=False),
    Key("book.columns", ("|",), "columns", N_("columns"), N_("Choose the columns."), ("book",), footer=False),
    Key("book.anew", ("ctrl+r",), "anew", N_("anew"), N_("Find and sort anew."), ("book",), footer=False),
    Key(
        "columns.toggle",
        ("space",),
        "show_or_hide",
        N_("show or hide"),
        N_("Show the column, or hide it."),
        ("columns",),
    ),
    Key("columns.up", ("<", "-"), "place(-1)", N_("further left"), N_("One place further left."), ("columns",)),
    Key("columns.down", (">", "+"), "place(1)", N_("further right"), N_("One place further right."), ("columns",)),
    Key("columns.usual", ("backspace", "delete"), "usual", N_("the usual"), N_("The usual columns."), ("columns",)),
    Key("views.save", ("s",), "save", N_("save"), N_("Save what is shown as a view."), ("views",)),
    Key("views.rename", ("r",), "rename", N_("rename"), N_("Rename the view."), ("views",)),
    Key("views.up", ("<", "-"), "place(-1)", N_("higher"), N_("One place higher."), ("views",), footer=False),
    Key("views.down", (">", "+"), "place(1)", N_("lower"), N_("One place lower."), ("views",), footer=False),
    Key("views.drop", ("backspace", "delete"), "drop", N_("delete"), N_("Delete the view."), ("views",)),
    Key("desk.why", ("y",), "why", N_("why"), N_("Why this one, or why not."), _ON_PEOPLE),
    Key("desk.undo", ("u",), "undo", N_("undo"), N_("Take the last act back."), _UNDOING),
    Key("desk.redo", ("U",), "redo", N_("redo"), N_("Do again what was taken back."), _UNDOING, footer=False),
    Key("desk.find", ("/",), "find", N_("find"), N_("Find anyone by any part of a name, number or note."), DESK),
    Key("desk.move", ("z",), "move", N_("move"), N_("Move the next call."), _ON_PEOPLE),
    Key("desk.add", ("a",), "add", N_("add"), N_("Add the customer in hand, or anyone, to the list."), _ON_PEOPLE),
    Key("call.amend", ("E",), "amend", N_("mend"), N_("Mend the last call; its first version is kept."), HAND),
    Key("call.phone", ("o",), "phone", N_("phone"), N_("The next phone number: the one a call, and w, mean."), HAND),
    Key(
        "desk.acts", ("L",), "acts", N_("log"), N_("What was done, and the way back to before it."), DESK, footer=False
    ),
    Key(
        "desk.backups",
        ("B",),
        "backups",
        N_("backups"),
        N_("The backups: make one, or put one in the book's place."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.bring_in",
        ("I",),
        "app.bring_in",
        N_("bring in a file"),
        N_("Customers, calls or deals from CSV, Excel, vCard or JSON."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.clean_up",
        ("C",),
        "clean_up",
        N_("clean up"),
        N_("Clean the book up: drives, numbers in trouble, thin cards."),
        DESK,
        footer=False,
    ),
    Key("cleanup.begin", ("a",), "begin", N_("begin a drive"), N_("Begin a clean-up drive."), ("cleanup",)),
    Key("cleanup.edit", ("e",), "edit", N_("change"), N_("Change the drive."), ("cleanup",)),
    Key(
        "cleanup.close",
        ("backspace", "delete"),
        "close",
        N_("close"),
        N_("Close the drive, or let it go on."),
        ("cleanup",),
    ),
    Key(
        "cleanup.normalise",
        ("n",),
        "normalise",
        N_("numbers"),
        N_("Put numbers into their international form."),
        ("cleanup",),
    ),
    Key(
        "numbers.reread",
        ("r",),
        "reread",
        N_("all without a country"),
        N_("Read those again too that were given without the code of their country."),
        ("numbers",),
    ),
    Key("numbers.country", ("e",), "country", N_("country"), N_("As numbers of another country."), ("numbers",)),
    Key("fields.add", ("a",), "add", N_("new field"), N_("Define a field of your own."), ("fields",)),
    Key("fields.retire", ("backspace", "delete"), "retire", N_("retire"), N_("Take it off every card."), ("fields",)),
    Key("fields.up", ("<", "-"), "move(-1)", N_("higher"), N_("One place higher on the card."), ("fields",)),
    Key("fields.down", (">", "+"), "move(1)", N_("lower"), N_("One place lower on the card."), ("fields",)),
    Key(
        "desk.duplicates",
        ("D",),
        "duplicates",
        N_("duplicates"),
        N_("Customers who may be in the book twice."),
        DESK,
        footer=False,
    ),
    Key(
        "card.merge",
        ("M",),
        "merge",
        N_("merge with"),
        N_("Make one customer of this one and another."),
        ("card",),
        footer=False,
    ),
    Key(
        "merge.first", ("left", "h"), "choose('keep')", N_("take left"), N_("Take what stands on the left."), ("merge",)
    ),
    Key(
        "merge.second",
        ("right", "l"),
        "choose('gone')",
        N_("take right"),
        N_("Take what stands on the right."),
        ("merge",),
    ),
    Key("merge.swap", ("s",), "swap", N_("swap"), N_("Have the other one stay."), ("merge",)),
    Key(
        "duplicates.apart",
        ("n", "backspace", "delete"),
        "apart",
        N_("not the same"),
        N_("They are two customers: the pair is not shown again."),
        ("duplicates", "merge"),
    ),
    Key(
        "desk.take_out",
        ("X",),
        "take_out",
        N_("take out"),
        N_("Take these customers out: Excel, CSV, contacts, JSON."),
        (*HAND, "funnel", "schedule"),
        footer=False,
    ),
    Key("backups.make", ("b",), "make", N_("make one now"), N_("Make a backup now."), ("backups",)),
    Key(
        "desk.suggestions",
        ("S",),
        "suggestions",
        N_("grades"),
        N_("Grades that may be due, to take or refuse."),
        DESK,
        footer=False,
    ),
    Key("today.offered", (".",), "offered", N_("in line"), N_("Go to the next one in line."), ("today",), footer=False),
    Key(
        "today.replan",
        ("ctrl+r",),
        "replan",
        N_("re-plan"),
        N_("Rank the rest of the day anew."),
        ("today",),
        footer=False,
    ),
    Key("list.up", ("up", "k"), "up", N_("up"), N_("One line up."), _LIST, footer=False),
    Key("list.down", ("down", "j"), "down", N_("down"), N_("One line down."), _LIST, footer=False),
    Key("list.page_up", ("pageup",), "page_up", N_("page up"), N_("A page up."), _PAGING, footer=False),
    Key("list.page_down", ("pagedown",), "page_down", N_("page down"), N_("A page down."), _PAGING, footer=False),
    Key("list.top", ("home",), "top", N_("first line"), N_("To the first line."), _PAGING, footer=False),
    Key("list.end", ("end",), "end", N_("last line"), N_("To the last line."), _PAGING, footer=False),
    Key("desk.back", ("escape",), "back", N_("back"), N_("Back to where one came from."), DESK, footer=False),
    Key("app.today", ("1",), "app.place('today')", N_("Today"), N_("Today's list."), _ANY, footer=False),
    Key("app.book", ("2",), "app.place('book')", N_("Book"), N_("All customers."), _ANY, footer=False),
    Key(
        "app.funnel",
        ("3",),
        "app.place('funnel')",
        N_("Funnel"),
        N_("Customers and value per stage."),
        _ANY,
        footer=False,
    ),
    Key(
        "app.schedule",
        ("4",),
        "app.place('schedule')",
        N_("Schedule"),
        N_("The days ahead and what is set on them."),
        _ANY,
        footer=False,
    ),
    Key(
        "app.plan",
        ("5",),
        "app.place('plan')",
        N_("Plan"),
        N_("The plan for tomorrow, step by step."),
        _ANY,
        footer=False,
    ),
    Key("app.help", ("?",), "app.help", N_("help"), N_("The keys and what they do."), _ANY),
    Key("app.palette", ("ctrl+p",), "app.command_palette", N_("palette"), N_("All commands."), _ANY, False, True),
    Key(
        "desk.quit",
        ("q",),
        "app.leave",
        N_("quit"),
        N_("Leave repdesk, where a terminal keeps ctrl+q for itself."),
        (*DESK, "broken"),
    ),
    Key("app.quit", ("ctrl+q",), "app.leave", N_("quit"), N_("Leave repdesk."), _ANY, False, True),
    Key("app.quit_how", ("ctrl+c",), "app.quit_how", N_("quit"), N_("Say how to leave."), _ANY, False),
    Key("line.save", ("enter",), "save", N_("saves"), N_("Save the call and go on."), ("line",)),
    Key("line.next", ("tab",), "next", N_("next field"), N_("To the next field."), ("line",)),
    Key("line.previous", ("shift+tab",), "next(-1)", N_("field before"), N_("To the field before."), ("line",), False),
    Key("line.back", ("escape",), "leave", N_("back"), N_("Back to the list, nothing logged."), ("line",)),
    Key("importing.change", ("space",), "change", N_("change"), N_("Change the line."), ("importing",)),
    Key(
        "importing.leave_out",
        ("backspace", "delete"),
        "leave_out",
        N_("leave out"),
        N_("Leave the column out."),
        ("importing",),
    ),
    Key(
        "importing.rejects",
        ("w",),
        "rejects",
        N_("file to mend"),
        N_("Write the rows to be mended beside the file, or not."),
        ("importing",),
    ),
    Key("choice.turn", ("space", "right"), "turn", N_("tick"), N_("Tick the box, or take the next word."), ("choice",)),
    Key("dialog.accept", ("enter",), "accept", N_("accept"), N_("Accept."), ("dialog",)),
    Key("dialog.back", ("escape",), "leave", N_("back"), N_("Back."), ("dialog",)),
)
