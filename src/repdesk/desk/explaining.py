"""Why this one is on today's list, and why that one is not: the same code ranks and answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from repdesk.desk.book import Book
from repdesk.desk.evening.tomorrow import DROPPED
from repdesk.desk.rows import Explained, ListRow
from repdesk.desk.today import carried_over, day_list
from repdesk.i18n import _, ngettext
from repdesk.rules.call_list import tier_of
from repdesk.rules.in_line import suits, window_in_line
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import why_not_callable
from repdesk.rules.types import Account, Reason
from repdesk.store.reading.day import read_names
from repdesk.wording import day as day_in_words
from repdesk.wording import outcome as outcome_in_words
from repdesk.wording import reasons, suiting
from repdesk.wording import tier as tier_in_words


def why(book: Book, account_id: int) -> Explained:
    """Explain an account's place on today's list, or that it has none; RepdeskError where there is no such account."""
    account = book.account(account_id)
    return replace(_place(book, account), hours=_hours(book, account))


def _hours(book: Book, account: Account) -> str:
    """Say when an account is best called and whether that is now: it is what the next one in line is preferred by."""
    best, now = book.best_hours.of(account.id), book.clock.now()
    said = suiting(account.window, best)
    if not said:
        return ""
    if book.list_day() != now.date():
        return said
    if suits(window_in_line(account, best), best, now.time()):
        return _("%(hours)s: now, so it goes before others in line") % {"hours": said}
    return said if account.window is None else _("%(hours)s: not now, so others in line go before it") % {"hours": said}


def _place(book: Book, account: Account) -> Explained:
    account_id = account.id
    shown = day_list(book)
    for place, row in enumerate(shown.rows):
        if row.account_id == account_id:
            return _on_list(shown.rows, place, shown.day)
    name = read_names(book.read(), [account_id])[account_id][0]
    reasons = Scorer.of(book.accounts(shown.day), shown.day, book.policy, book.calendar).reasons(account)
    score = sum(reason.points for reason in reasons)
    code, sentence, extra = _why_not(book, account, shown.day)
    if code == "carried_over":
        carried = {row.account_id: (n, row) for n, row in enumerate(carried_over(book), 1)}
        if account_id in carried:
            n, row = carried[account_id]
            words = {"tier": tier_in_words(row.tier), "n": n}
            sentence = (
                _("It fits %(tier)s, but you dropped it when you planned the day")
                if any(reason.code == DROPPED for reason in row.reasons)
                else _("It fits %(tier)s, but the day is full: it is number %(n)d of those carried over")
            ) % words
            return Explained(account_id, name, shown.day, None, row.tier, row.score, row.reasons, code, sentence, "")
        code, sentence = "no_tier", _("It came up after today's list was frozen; a adds it")
    return Explained(account_id, name, shown.day, None, None, score, (*extra, *reasons), code, sentence, "")


def _on_list(rows: tuple[ListRow, ...], place: int, day: date) -> Explained:
    row = rows[place]
    sentence = _("Number %(rank)d today, tier %(tier)s") % {"rank": row.rank, "tier": tier_in_words(row.tier)}
    if row.outcome is not None:
        sentence = _("%(place)s; called today: %(outcome)s") % {
            "place": sentence,
            "outcome": outcome_in_words(row.outcome),
        }
    neighbour = ""
    if place and rows[place - 1].tier is row.tier and rows[place - 1].score > row.score:
        gap = rows[place - 1].score - row.score
        neighbour = ngettext("%(n)d point behind number %(rank)d", "%(n)d points behind number %(rank)d", gap) % {
            "n": gap,
            "rank": rows[place - 1].rank,
        }
    return Explained(
        row.account_id, row.name, day, row.rank, row.tier, row.score, row.reasons, None, sentence, neighbour
    )


def _why_not(book: Book, account: Account, day: date) -> tuple[str, str, tuple[Reason, ...]]:
    """Return the code, the sentence and what more there is to say of one that is not on the list."""
    if barred := why_not_callable(account, day, book.policy):
        return "not_callable", _("It may not be called: %(why)s") % {"why": reasons(barred)}, barred
    if account.last_call == day or account.last_call == book.clock.today():
        return "called_today", _("It was called today already"), ()
    nxt = account.next_call
    if nxt is not None and nxt.date > day:
        when = day_in_words(nxt.date, day)
        return "planned_later", _("Its next call is set for %(when)s") % {"when": when}, ()
    if tier_of(account, day, book.policy, book.calendar) is None:
        return "no_tier", _("It was called this month, and no next call is set"), ()
    return "carried_over", "", ()
