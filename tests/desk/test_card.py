from datetime import date, datetime, time
from pathlib import Path

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card import card
from repdesk.desk.card.fields_writing import edit_customer
from repdesk.desk.undoing import undo
from repdesk.rules.types import Outcome

from .making import a_book, fill, set_clock


def test_calls_stand_with_what_they_changed_and_the_reps_own_changes_between_them(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 1})
        log_call(book, one, Outcome.NO_ANSWER)
        set_clock(book, datetime(2026, 11, 23, 10, 0))
        edit_customer(book, one, "need", "三年期")
        set_clock(book, datetime(2026, 11, 24, 11, 30))
        logged = log_call(book, one, Outcome.INTERESTED, CallDetails(note="价格要再谈", price=True))
        known = card(book, one)
        talked, edited, unanswered = known.timeline
        assert talked.call is not None
        assert (talked.day, talked.clock, talked.call.note, talked.call.price) == (
            date(2026, 11, 24),
            time(11, 30),
            "价格要再谈",
            True,
        )
        assert {change.field for change in talked.changes} == {"stage", "intent", "grade", "next_call"}
        assert (edited.call, edited.clock, [change.after for change in edited.changes]) == (None, time(10), ["三年期"])
        assert {change.field for change in unanswered.changes} == {"stage", "next_call"}
        amend_call(book, logged.call_id, Amendment(note="价格谈好了"))
        again = card(book, one).timeline[0]
        assert again.call is not None
        assert (again.call.note, again.call.amended, again.changes) == ("价格谈好了", True, talked.changes)
        undo(book)
        undo(book)
        assert card(book, one).timeline == (edited, unanswered)


def test_a_card_reads_the_rows_of_its_own_account_alone(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, *_others = fill(book, *({"stage": 2, "kp": f"人{n}"} for n in range(300)))
        log_call(book, one, Outcome.TALKED)
        plans: list[str] = []
        conn = book.read()

        def explain(sql: str) -> None:
            plans.append(sql)

        conn.set_trace_callback(explain)
        card(book, one)
        conn.set_trace_callback(None)
        asked = [sql for sql in plans if sql.lstrip().startswith(("SELECT", "WITH"))]
        steps = [row[3] for sql in asked for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
        scanned = {step.split()[1] for step in steps if step.startswith("SCAN")}
        assert asked
        assert not scanned & {"a", "account", "contact", "c", "p", "phone", "h", "history", "deal", "contract", "n"}
