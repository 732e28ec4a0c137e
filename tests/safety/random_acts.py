"""Everything a rep can do to a book, at random: one maker for each name in the table of acts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card.contacts_writing import add_contact, edit_contact, remove_contact
from repdesk.desk.card.contracts_writing import add_contract, edit_contract, remove_contract, set_contract_status
from repdesk.desk.card.fields_writing import edit_customer, set_source, set_window
from repdesk.desk.card.phones_writing import (
    add_phone,
    allow_calls,
    assign_phone,
    edit_phone,
    forbid_calls,
    mark_phone,
    remove_phone,
)
from repdesk.desk.card.standing_writing import move_stage, set_grade, set_intent
from repdesk.desk.customers_writing import add_account, allow_number, set_next_call
from repdesk.desk.day.work_spans_writing import begin_work, end_work
from repdesk.desk.evening.tomorrow import Draft
from repdesk.desk.evening.writing import add_task, drop_task, plan_evening, put_task_off, set_learning, tick_task
from repdesk.desk.importing import import_file
from repdesk.desk.merging.apart_writing import keep_apart
from repdesk.desk.merging.merge_writing import merge
from repdesk.desk.merging.sides import sides
from repdesk.desk.schedule import schedule
from repdesk.desk.schedule.levelling import preview_level
from repdesk.desk.schedule.moving_writing import carry_calls, level_calls
from repdesk.desk.schedule.writing import step_call
from repdesk.desk.settings import drop_own_day, set_day_off, set_days_off, set_hours, set_setting
from repdesk.desk.suggesting import suggestion_for
from repdesk.desk.suggesting_writing import refuse_suggestion, take_suggestion
from repdesk.desk.today import day_list
from repdesk.desk.today_writing import add_to_today, replan
from repdesk.models.account import Phone
from repdesk.rules.merging import SIDES
from repdesk.rules.types import CHANNELS, GRADES, WORK, NextCall, Outcome
from repdesk.rules.work_time import BESIDES
from repdesk.store.checking.repair import owners_let_go
from repdesk.text import cleaned
from tests.desk.making import SetClock, set_clock
from tests.safety.label_acts import LABEL_MAKERS
from tests.safety.view_acts import VIEW_MAKERS

START = datetime(2026, 11, 23, 9, 0)
_TEXTS = (
    "needs seats",
    "",
    "办理资质, 月底前",
    "x" * 300,
    "[/oops] 100% \u202e \x1b[31m",
    "O'Neill; DROP TABLE call",
    "家 👨‍👩‍👧",
)
_FIELDS = ("name", "industry", "region", "need", "notes")


class Rep:
    """A rep who does anything; a maker returns without an act where there is nothing to do it to."""

    def __init__(self, book: Book, rng: random.Random, number: int = 0) -> None:
        self.book, self.rng = book, rng
        self.number = number

    def fresh(self) -> int:
        """Return a number never given out before."""
        self.number += 1
        return self.number

    def ids(self, sql: str, *values: object) -> list[int]:
        return [row[0] for row in self.book.read().execute(sql, values)]

    def one(self, sql: str = "SELECT id FROM live_account ORDER BY id", *values: object) -> int:
        """Return any of these numbers; LookupError where there is none."""
        found = self.ids(sql, *values)
        if not found:
            raise LookupError(sql)
        return self.rng.choice(found)

    def part(self, table: str) -> tuple[int, int]:
        """Return the number of any row of a card and that of its account."""
        row = self.one(f"SELECT id FROM live_{table} ORDER BY id")  # noqa: S608 (a table)
        return row, self.one(f"SELECT account_id FROM live_{table} WHERE id = ?", row)  # noqa: S608 (a table)

    @property
    def text(self) -> str:
        return f"{cleaned(self.rng.choice(_TEXTS))}{self.fresh()}"

    @property
    def day(self) -> date:
        return self.book.clock.today() + timedelta(days=self.rng.randint(0, 60))

    @property
    def phone(self) -> str:
        return f"+86139{self.fresh():08d}"

    def log_call(self) -> None:
        rng, outcome = self.rng, self.rng.choice([one for one in Outcome if one is not Outcome.CONTACT])
        nxt = NextCall(self.day, None, promised=True) if outcome is Outcome.CALLBACK or rng.random() < 0.2 else None
        end = self.day + timedelta(days=300) if outcome is Outcome.SIGNED else None
        if outcome is Outcome.DO_NOT_CALL and rng.random() < 0.7:
            outcome = Outcome.NO_ANSWER
        said = CallDetails(
            note=self.text,
            reason="too dear" if outcome is Outcome.REFUSED else "",
            next_call=nxt,
            price=rng.random() < 0.3,
            demo=rng.random() < 0.3,
            amount=rng.choice([None, 100_000]),
            end=end,
            channel=rng.choice([None, *CHANNELS]),
        )
        log_call(self.book, self.one(), outcome, said)

    def amend_call(self) -> None:
        call = self.ids("SELECT id FROM live_call ORDER BY id DESC LIMIT 1")
        if call:
            outcome = self.rng.choice([None, None, Outcome.TALKED, Outcome.NO_ANSWER])
            amend_call(self.book, call[0], Amendment(outcome=outcome, note=self.text))

    def bring_in(self) -> None:
        """Bring in a file: new customers, one in it twice, and one that is in the book already."""
        rows = [f"brought in {self.fresh()},{self.phone}," for _n in range(3)]
        rows.append(f"{rows[0].split(',')[0]},{self.phone},seats")
        known = self.ids("SELECT id FROM live_phone ORDER BY id DESC LIMIT 1")
        if known:
            sql = "SELECT a.name, p.e164 FROM live_phone AS p JOIN live_account AS a ON a.id = p.account_id"
            sql += " WHERE p.id = ?"
            name, e164 = self.book.read().execute(sql, known).fetchone()
            rows.append(f'"{name.replace(chr(34), chr(34) * 2)}",{e164},{self.fresh()} desks')
        file = self.book.store.path.with_name("in.csv")
        file.write_text("\n".join(["name,phone,need", *rows]), encoding="utf-8")
        import_file(file, lambda: self.book)

    def next_call(self) -> None:
        if self.rng.random() < 0.3:
            step_call(self.book, self.one("SELECT account_id FROM live_next_call"), self.rng.choice([1, 2, -1]))
        else:
            nxt = None if self.rng.random() < 0.2 else NextCall(self.day, None, promised=self.rng.random() < 0.3)
            set_next_call(self.book, self.one(), nxt)

    def allow_number(self) -> None:
        found = self.book.read().execute(
            "SELECT e164 FROM suppression WHERE retracted_by IS NULL AND lifted_on IS NULL ORDER BY e164"
        )
        numbers = [row[0] for row in found]
        if not numbers:
            log_call(self.book, self.one(), Outcome.DO_NOT_CALL, CallDetails(reason="asked"))
            return
        allow_number(self.book, self.rng.choice(numbers), "they rang us")

    def edit_customer(self) -> None:
        edit_customer(self.book, self.one(), self.rng.choice(_FIELDS), self.text)

    def edit_contact(self) -> None:
        contact, account = self.part("contact")
        edit_contact(self.book, account, contact, self.rng.choice(["name", "title", "notes"]), self.text)

    def remove_contact(self) -> None:
        contact, account = self.part("contact")
        remove_contact(self.book, account, contact)

    def edit_phone(self) -> None:
        phone, account = self.part("phone")
        way = self.rng.randrange(3)
        if way == 0:
            edit_phone(self.book, account, phone, self.phone)
        elif way == 1:
            mark_phone(self.book, account, phone, bad=self.rng.random() < 0.5)
        else:
            people = self.ids("SELECT id FROM live_contact WHERE account_id = ?", account)
            assign_phone(self.book, account, phone, self.rng.choice([None, *people]))

    def remove_phone(self) -> None:
        phone, account = self.part("phone")
        remove_phone(self.book, account, phone)

    def edit_contract(self) -> None:
        if self.rng.random() < 0.5 or not self.ids("SELECT id FROM live_contract"):
            start = self.day
            end = start + timedelta(days=364)
            add_contract(self.book, self.one(), str(self.rng.randint(1, 99999)), start.isoformat(), end.isoformat())
            return
        contract, account = self.part("contract")
        way = self.rng.randrange(3)
        if way == 0:
            edit_contract(self.book, account, contract, "amount", str(self.fresh()))
        elif way == 1:
            set_contract_status(self.book, account, contract, self.rng.choice(["sent", "signed", "lost"]))
        else:
            remove_contract(self.book, account, contract)

    def forbid(self) -> None:
        account = self.one()
        if self.rng.random() < 0.7:
            forbid_calls(self.book, account, "by letter")
        else:
            allow_calls(self.book, account, "they asked us back")

    def suggested(self, act: Callable[[Book, object], object]) -> None:
        account = self.one("SELECT id FROM live_account WHERE stage IN (1, 2) AND do_not_call_on IS NULL ORDER BY id")
        set_clock(self.book, self.book.clock.now().replace(tzinfo=None) + timedelta(minutes=1))
        log_call(self.book, account, Outcome.TALKED, CallDetails(demo=True, price=True, channel="visit"))
        found = suggestion_for(self.book, account)
        if found is not None:
            set_clock(self.book, self.book.clock.now().replace(tzinfo=None) + timedelta(minutes=1))
            act(self.book, found)

    def pause(self) -> None:
        """Let time pass: mostly minutes, now and then a night."""
        clock = self.book.clock
        assert isinstance(clock, SetClock)
        step = timedelta(hours=17) if self.rng.random() < 0.02 else timedelta(minutes=self.rng.randint(0, 9))
        clock.moment += step


def _two(rep: Rep) -> tuple[int, int]:
    """Return any two customers; one is added where there are too few to lose one."""
    known = rep.ids("SELECT id FROM live_account ORDER BY id")
    while len(known) < 6:
        known.append(add_account(rep.book, f"twice {rep.fresh()}", rep.phone, rep.text).account_id)
    one, other = rep.rng.sample(known, 2)
    return one, other


def _merge(rep: Rep) -> None:
    one, other = _two(rep)
    differ = [field.name for field in sides(rep.book, one, other).fields if field.differs]
    chosen = rep.rng.sample(differ, len(differ) // 2)
    merge(rep.book, one, other, dict.fromkeys(chosen, rep.rng.choice(SIDES)))


def _day_off(rep: Rep) -> date:
    return rep.book.clock.today() + timedelta(days=rep.rng.randint(1, 12))


_HOURS = ((time(9), time(12)), (time(13), time(18)))


def _drop_own_day(rep: Rep) -> None:
    days = [row[0] for row in rep.book.read().execute("SELECT day FROM live_calendar_day WHERE source = 'own'")]
    if days:
        drop_own_day(rep.book, date.fromisoformat(rep.rng.choice(days)))


def _grade(rep: Rep) -> None:
    letter = rep.rng.choice([None, *GRADES])
    set_grade(rep.book, rep.one(), letter, "I know them" if letter else "")


def _setting(rep: Rep) -> None:
    key, value = rep.rng.choice([("currency", "EUR"), ("currency", "CNY"), ("country", "CN"), ("country", "DE")])
    set_setting(rep.book, key, value)


def _plan(rep: Rep) -> None:
    plan_evening(rep.book, Draft(added=(rep.one(),)) if rep.rng.random() < 0.5 else Draft())


def _add_to_today(rep: Rep) -> None:
    listed = {row.account_id for row in day_list(rep.book).rows}
    left = [number for number in rep.ids("SELECT id FROM live_account ORDER BY id") if number not in listed]
    if left:
        add_to_today(rep.book, rep.rng.choice(left))
    else:
        rep.log_call()  # the day's list is frozen by the first call, and whoever comes later is not on it
        rep.bring_in()


def _replan(rep: Rep) -> None:
    add_account(rep.book, f"newly ranked {rep.fresh()}", rep.phone)  # else planning anew changes nothing
    rep.pause()
    replan(rep.book)


_TASKS = "SELECT id FROM live_task ORDER BY id"


def _repair(rep: Rep) -> None:
    """Have a number's owner be at another customer, as no use case does, and mend it, in one act: no step leaves it."""
    phone = (
        rep.book.read()
        .execute("SELECT id, account_id FROM live_phone WHERE contact_id IS NOT NULL ORDER BY id LIMIT 1")
        .fetchone()
    )
    other = phone and rep.book.read().execute("SELECT id FROM live_contact WHERE account_id <> ?", phone[1:]).fetchone()
    if other:
        with rep.book.store.act("repair", at=rep.book.clock.stamp()) as act:
            act.update_many(Phone, {phone[0]: {"contact_id": other[0]}})
            assert owners_let_go(act) == 1
        rep.book.applied(act.change)


def _crowded(rep: Rep) -> tuple[list[int], date]:
    """Set the calls of three new customers for one working day that is not today's; return who and when."""
    ids = [add_account(rep.book, f"crowded {rep.fresh()}", rep.phone).account_id for _n in range(3)]
    day = rep.book.calendar.add(rep.book.list_day(), rep.rng.randint(1, 9))
    for number in ids:
        rep.pause()
        set_next_call(rep.book, number, NextCall(day, promised=rep.rng.random() < 0.2))
    rep.pause()
    return ids, day


def _carry(rep: Rep) -> None:
    ids, day = _crowded(rep)
    carry_calls(rep.book, ids, rep.book.calendar.add(day, 1))


def _level(rep: Rep) -> None:
    """Level with a quota of one call a day, which no other act is to know of."""
    _crowded(rep)
    policy = rep.book.policy
    rep.book.policy = replace(policy, day=replace(policy.day, quota=1))
    found = preview_level(schedule(rep.book), 60)
    rep.book.policy = policy
    level_calls(rep.book, found.moves)


MAKERS: dict[str, Callable[[Rep], object]] = {
    "log_call": Rep.log_call,
    "amend_call": Rep.amend_call,
    "import": Rep.bring_in,
    "set_next_call": Rep.next_call,
    "carry_calls": _carry,
    "level_calls": _level,
    "add_account": lambda rep: add_account(rep.book, f"{rep.text} Ltd", rep.phone, "Ms Wu"),
    "add_to_today": _add_to_today,
    "allow_number": Rep.allow_number,
    "replan": _replan,
    "plan_evening": _plan,
    "add_task": lambda rep: add_task(rep.book, rep.rng.choice(WORK), rep.text, rep.day),
    "tick_task": lambda rep: tick_task(rep.book, rep.one(_TASKS), done=rep.rng.random() < 0.7),
    "drop_task": lambda rep: drop_task(rep.book, rep.one(_TASKS)),
    "put_task_off": lambda rep: put_task_off(rep.book, rep.one(_TASKS), rep.day),
    "set_learning": lambda rep: set_learning(rep.book, rep.text, rep.day),
    "begin_work": lambda rep: begin_work(rep.book, rep.rng.choice(BESIDES)),
    "end_work": lambda rep: end_work(rep.book) or (begin_work(rep.book, "post"), end_work(rep.book)),
    "set_setting": _setting,
    "set_day_off": lambda rep: set_day_off(rep.book, _day_off(rep), off=True, reason=rep.text),
    "set_days_off": lambda rep: set_days_off(rep.book, {_day_off(rep), _day_off(rep)}, rep.text),
    "work_day": lambda rep: set_day_off(rep.book, _day_off(rep), off=False, reason=rep.text),
    "set_hours": lambda rep: set_hours(rep.book, _day_off(rep), rep.rng.choice(_HOURS), rep.text),
    "drop_own_day": _drop_own_day,
    "edit_customer": Rep.edit_customer,
    "set_window": lambda rep: set_window(rep.book, rep.one(), rep.rng.choice(["9:30-11:00", "下午", ""])),
    "set_source": lambda rep: set_source(rep.book, rep.one(), rep.rng.choice(["event", "referral"]), rep.text),
    "add_contact": lambda rep: add_contact(rep.book, rep.one(), rep.text),
    "edit_contact": Rep.edit_contact,
    "remove_contact": Rep.remove_contact,
    "add_phone": lambda rep: add_phone(rep.book, rep.one(), rep.phone),
    "edit_phone": Rep.edit_phone,
    "remove_phone": Rep.remove_phone,
    "move_stage": lambda rep: move_stage(rep.book, rep.one(), rep.rng.randint(0, 5), "they changed their mind"),
    "set_intent": lambda rep: set_intent(rep.book, rep.one(), rep.rng.choice([None, 1, 2, 3, 4, 5])),
    "set_grade": _grade,
    "edit_contract": Rep.edit_contract,
    "forbid_calls": Rep.forbid,
    "take_suggestion": lambda rep: rep.suggested(take_suggestion),  # type: ignore[arg-type]  # as it is suggested
    "refuse_suggestion": lambda rep: rep.suggested(refuse_suggestion),  # type: ignore[arg-type]  # as it is suggested
    "repair": _repair,
    **LABEL_MAKERS,
    **VIEW_MAKERS,
    "merge_customers": _merge,
    "keep_apart": lambda rep: keep_apart(rep.book, *_two(rep)),
}
