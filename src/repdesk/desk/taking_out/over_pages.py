"""The pages of a hand-over: who it is about, and the whole past of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import quote

from repdesk import wording
from repdesk.desk.card import Card, Moment, NumberRow, PersonRow
from repdesk.desk.taking_out.over_tables import number_status
from repdesk.exchange.writing.page import element, page, row, shown, wrapped
from repdesk.i18n import _, ngettext
from repdesk.money import in_full
from repdesk.store.reading.customer import grouped
from repdesk.text import visible

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\u2400-\u2426.\s]+')
_LONGEST = 40  # signs: three bytes each, a name stays far below what any file system takes


def file_name(account_id: int, name: str) -> str:
    """Return the name of a customer's page on any system; the number keeps it apart from others."""
    kept = _NOT_IN_NAMES.sub(" ", visible(name)).strip()[:_LONGEST].strip()
    return f"{account_id:04d} {kept}".strip() + ".html"


def index_page(title: str, today: date, listed: Sequence[tuple[str, Card]]) -> str:
    """Return the first page: every customer with where they stand and what comes next, by path of their page."""

    def body() -> Iterator[str]:
        yield element("h1", _("Hand-over: %(what)s") % {"what": title})
        count = len(listed)
        words = ngettext("%(n)d customer as of %(day)s", "%(n)d customers as of %(day)s", count)
        yield element("p", words % {"n": count, "day": wording.day(today)})
        yield element("p", _("customers.xlsx holds all of it as tables; repdesk.json is for another repdesk."))
        yield element(
            "p", _("All of this is personal data and unprotected: keep it safe, and delete it once it is used.")
        )
        heads = (_("Customer"), _("Grade"), _("Stage"), _("Next call"), "")
        yield "<table><thead>" + row(((shown(head), "") for head in heads), "th") + "</thead><tbody>"
        for path, card in listed:
            link = f'<a href="{quote(path)}">{shown(card.person.name)}</a>'
            nxt = _next(card)
            cells = [(link, "name"), (shown(card.person.grade), ""), (shown(_stage(card)), "")]
            yield row([*cells, (shown(nxt), ""), (wrapped("b", shown(_barred(card))), "")])
        yield "</tbody></table>"

    return page(_("Hand-over: %(what)s") % {"what": title}, body())


def customer_page(account_id: int, card: Card, told: Callable[[Card, Moment], Sequence[str]]) -> str:
    """Return all that is on record of a customer; `told` puts a moment of the past into lines."""
    return page(card.person.name, _customer(account_id, card, told))


def _customer(account_id: int, card: Card, told: Callable[[Card, Moment], Sequence[str]]) -> Iterator[str]:
    yield element("h1", card.person.name)
    intent = wording.intent(card.person.intent) if card.person.intent else ""
    graded = f"{card.person.grade} {wording.grade(card.person.grade)}"
    stands = (_("customer %(id)d") % {"id": account_id}, graded, _stage(card), intent)
    yield element("p", " \u00b7 ".join(filter(None, stands)))
    if barred := _barred(card):
        yield wrapped("p", element("b", barred))
    yield element("p", _("Next call: %(when)s") % {"when": _next(card) or _("none")})
    yield from _section(_("People"), (_person(one) for one in card.people))
    yield from _section(_("Numbers"), (_number(one) for one in card.numbers))
    yield from _section(_("Contracts and deals"), _money(card))
    yield from _section(_("What is known"), _known(card))
    yield from _section(_("Past"), _past(card, told))


def _section(title: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [row((shown(cell), "") for cell in cells) for cells in rows]
    if lines:
        yield element("h2", title)
        yield wrapped("table", "\n".join(lines))


def _person(one: PersonRow) -> Sequence[str]:
    kp, role = (_("key person") if one.is_kp else ""), (wording.role(one.role) if one.role else "")
    return one.name, one.title, ", ".join(filter(None, (kp, role))), one.email, one.notes


def _number(one: NumberRow) -> Sequence[str]:
    said, since = number_status(one)
    extension = _(" ext. %(n)s") % {"n": one.extension} if one.extension else ""
    when = wording.day(since) if isinstance(since, date) else ""
    return grouped(one.e164) + extension, one.contact, "" if one.ok else said, when, one.reason


def _money(card: Card) -> Iterator[Sequence[str]]:
    currency = card.person.currency
    for one in card.contracts:
        amount = in_full(one.amount, one.currency or currency) if one.amount is not None else ""
        days = (one.start.isoformat() if one.start else "", one.end.isoformat() if one.end else "")
        yield _("contract"), wording.state(one.status), amount, *days
    for deal in card.deals:
        amount = in_full(deal.amount, deal.currency or currency) if deal.amount is not None else ""
        expected = deal.expected.isoformat() if deal.expected else ""
        yield _("deal"), deal.name, amount, f"{deal.stage} {wording.stage(deal.stage)}", expected


def _known(card: Card) -> Iterator[Sequence[str]]:
    fields = card.fields
    known = (
        (_("Industry"), fields.industry),
        (_("Company size"), fields.size),
        (_("Region"), fields.region),
        (_("Address"), fields.address),
        (_("Need"), fields.need),
        (_("Competitor"), fields.rival),
        (_("Obstacle"), fields.obstacle),
        (
            _("Lead source"),
            ": ".join(filter(None, (fields.source and wording.source(fields.source), fields.source_name))),
        ),
        (_("Owner"), fields.owner),
        (_("Tags"), ", ".join(card.person.tags)),
        *((own.name, card.own_values[own.id].value) for own in card.own_fields if own.id in card.own_values),
        (_("Notes"), fields.notes),
    )
    yield from ((name, text) for name, text in known if text)


def _past(card: Card, told: Callable[[Card, Moment], Sequence[str]]) -> Iterator[Sequence[str]]:
    for moment in card.timeline:
        clock = wording.clock(moment.clock) if moment.clock else ""
        yield f"{wording.day(moment.day)} {clock}".rstrip(), "\n".join(told(card, moment))


def _stage(card: Card) -> str:
    return f"{card.person.stage} {wording.stage(card.person.stage)}"


def _next(card: Card) -> str:
    nxt = card.person.next_call
    if nxt is None:
        return ""
    return ": ".join(filter(None, (wording.next_call(nxt, card.today), nxt.purpose)))


def _barred(card: Card) -> str:
    return _("DO NOT CALL") if card.person.do_not_call else ""
