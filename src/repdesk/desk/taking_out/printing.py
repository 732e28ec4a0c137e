"""Today's list on paper: whom to call, at which number, why, what was said last, and room to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.out_file import said_calmly
from repdesk.desk.rows import ListRow
from repdesk.desk.today import day_list
from repdesk.exchange.writing.page import element, page, row, shown, wrapped
from repdesk.i18n import _, ngettext
from repdesk.private import new_text
from repdesk.store.reading.customer import grouped, read_calls
from repdesk.store.reading.taking_out import NumberOut, read_numbers_out, read_people_out

_REASONS = 3  # the weightiest of them stand on a line of the list


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the list in words; `numbers` are those that may be dialled, `last` is what was said when."""

    rank: int
    done: bool
    grade: str
    name: str
    person: str
    numbers: tuple[str, ...]
    stage: str
    why: str
    last: str


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The list of a day, headed."""

    title: str
    said: str
    calls: tuple[Call, ...]


def call_sheet(book: Book) -> CallSheet:
    """Return today's list, or that of the next working day, as it goes on paper; nothing is put on record by it."""
    shown_list = day_list(book)
    ids = [one.account_id for one in shown_list.rows]
    conn = book.read()
    numbers, people = read_numbers_out(conn, ids), read_people_out(conn, ids)
    calls = []
    for one in shown_list.rows:
        first = next(iter(people.get(one.account_id, ())), None)
        said = next((call for call in read_calls(conn, one.account_id) if call.note), None)
        calls.append(
            Call(
                rank=one.rank,
                done=one.state == "called",
                grade=one.grade,
                name=one.name,
                person=", ".join(filter(None, (first.name, first.title))) if first else "",
                numbers=tuple(_dialled(numbers.get(one.account_id, ()))),
                stage=f"{one.stage} {wording.stage(one.stage)}",
                why=_why(one),
                last=f"{wording.short_day(said.day)} {wording.outcome(said.outcome)}: {said.note}" if said else "",
            )
        )
    count = len(calls)
    called = sum(call.done for call in calls)
    words = ngettext("%(n)d call", "%(n)d calls", count) % {"n": count}
    if called:
        words += ", " + _("%(n)d of them done") % {"n": called}
    return CallSheet(_("Calls for %(day)s") % {"day": wording.day(shown_list.day)}, words, tuple(calls))


def print_page(sheet: CallSheet, target: Path) -> int:
    """Write a list as a page for a browser to print; return how many calls are on it. RepdeskError as exports."""
    with said_calmly(target), new_text(target) as file:
        file.write(page(sheet.title, _markup(sheet)))
    return len(sheet.calls)


def _dialled(numbers: tuple[NumberOut, ...]) -> Iterator[str]:
    for number in numbers:
        if not (number.bad or number.barred):
            yield grouped(number.e164) + (_(" ext. %(n)s") % {"n": number.extension} if number.extension else "")


def _why(one: ListRow) -> str:
    if one.outcome is not None and one.state == "called":
        return wording.outcome(one.outcome)
    why = ", ".join(wording.brief(reason) for reason in one.reasons[:_REASONS])
    return f"{wording.tier(one.tier)}: {why}" if why else wording.tier(one.tier)


def _markup(sheet: CallSheet) -> Iterator[str]:
    yield element("h1", sheet.title)
    yield element("p", sheet.said)
    heads = ("", "", _("Customer"), _("Phone"), _("Stage"), _("Why, and what was said last"))
    yield "<table><thead>" + row(((shown(head), "") for head in heads), "th") + "</thead>"
    for call in sheet.calls:
        who = element("div", call.name, "name") + element("div", call.person, "small")
        phones = "".join(element("div", number) for number in call.numbers)
        why = element("div", call.why) + element("div", call.last, "small")
        mark = "\u2713" if call.done else ""
        cells = ((f"{call.rank} {mark}", "number"), (shown(call.grade), ""), (who, ""), (phones, "phone"))
        line = row((*cells, (shown(call.stage), "small"), (why, "")))
        to_write = '<tr class="write"><td></td><td colspan="5"></td></tr>'
        yield wrapped("tbody", line + to_write, "together")
    yield "</table>"
