from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from repdesk.desk.calls import log_call
from repdesk.desk.day.page import day_page
from repdesk.desk.evening import besides
from repdesk.desk.evening.writing import add_task, plan_evening, set_learning, tick_task
from repdesk.rules.types import Outcome
from tests.desk.making import MONDAY, a_book, fill, set_clock

DAY = MONDAY.date()
FRIDAY = datetime(2026, 11, 20, 18, 0)


def promised(clock: str) -> dict[str, object]:
    return {"next": {"day": "2026-11-23", "clock": clock, "promised": 1}}


def test_who_must_be_called_stands_in_the_order_of_the_times(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        late, early, first, _cold = fill(book, promised("16:00"), promised("09:30"), {"stage": 4}, {})
        page = day_page(book)
        assert [row.account_id for row in page.foremost] == [early, late, first]
        assert page.others == 1
        log_call(book, early, Outcome.NO_ANSWER)
        set_clock(book, MONDAY + timedelta(minutes=1))
        log_call(book, first, Outcome.TALKED)
        page = day_page(book)
        assert [row.account_id for row in page.foremost] == [early, late]  # tried again in half an hour
        assert page.foremost[0].due_time == datetime(2026, 11, 23, 9, 30).time()


def test_what_the_evening_put_down_is_answered_in_the_morning(tmp_book: Path) -> None:
    with a_book(tmp_book, now=FRIDAY) as book:
        fill(book, {}, {})
        add_task(book, "proposal", "Alder", DAY)
        add_task(book, "post", "catalogues", FRIDAY.date())
        set_learning(book, "how rivals price", DAY)
        plan_evening(book)
        tick_task(book, next(task.id for task in besides(book).tasks if task.kind == "post"), done=True)
        set_clock(book, MONDAY)
        page = day_page(book)
        assert page.said.startswith("planned on Fri 20 Nov: 2 calls")
        assert [(task.kind, task.title, task.done) for task in page.tasks] == [("proposal", "Alder", False)]
        assert [task.title for task in page.learn] == ["how rivals price"]
        assert page.now.waiting == (("proposal", 1),)
        tick_task(book, page.tasks[0].id, done=True)
        assert [task.done for task in day_page(book).tasks] == [True]  # what was done today stays in sight


def test_on_a_day_off_it_is_that_of_the_next_working_day(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 22, 10, 0)) as book:
        fill(book, {"stage": 4})
        page = day_page(book)
        assert page.day == DAY
        assert page.blocks
        assert page.now.moment.block is None
