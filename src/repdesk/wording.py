"""The rules' codes put into the rep's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from repdesk.i18n import N_, _, ngettext
from repdesk.rules.types import ContractStatus, Grade, NextCall, Outcome, Reason, Tier
from repdesk.text import visible

_STAGES = (
    N_("unreached"),
    N_("new"),
    N_("KP engaged"),
    N_("need planned"),
    N_("leaning to us"),
    N_("contract sent"),
    N_("under contract"),
    N_("contract expired"),
)
_INTENTS = (N_("unlikely"), N_("unclear"), N_("possible"), N_("good"), N_("very likely"))
_GRADES: dict[Grade, str] = {"A": N_("hot"), "B": N_("warm"), "C": N_("cold"), "D": N_("denied")}
_CONTRACT_STATUSES: dict[ContractStatus, str] = {
    "none": N_("no contract"),
    "active": N_("in force"),
    "expired": N_("expired"),
}
_TIERS = {
    Tier.PROMISED: N_("promised"),
    Tier.PRIORITY: N_("priority"),
    Tier.DUE: N_("due"),
    Tier.COVERAGE: N_("coverage"),
}
_OUTCOMES = {
    Outcome.NO_ANSWER: N_("no answer"),
    Outcome.BUSY: N_("busy"),
    Outcome.WRONG_NUMBER: N_("wrong number"),
    Outcome.GATEKEEPER: N_("gatekeeper"),
    Outcome.CALLBACK: N_("callback"),
    Outcome.TALKED: N_("talked"),
    Outcome.INTERESTED: N_("interested"),
    Outcome.PROPOSAL_SENT: N_("proposal sent"),
    Outcome.CONTRACT_SENT: N_("contract went out"),
    Outcome.SIGNED: N_("signed"),
    Outcome.REFUSED: N_("refused"),
    Outcome.DO_NOT_CALL: N_("do not call"),
    Outcome.CONTACT: N_("contact (imported)"),
}
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def stage(number: int) -> str:
    """Return the stage's name."""
    return _(_STAGES[number])


def intent(number: int) -> str:
    """Return the intent's name (1 to 5)."""
    return _(_INTENTS[number - 1])


def grade(letter: Grade) -> str:
    """Return the grade's word."""
    return _(_GRADES[letter])


def contract_status(status: ContractStatus) -> str:
    """Return the contract status in words."""
    return _(_CONTRACT_STATUSES[status])


def deviation(points: int) -> str:
    """Return how far a grade's share is off the healthy mix, in per cent points."""
    if not points:
        return _("as it should be")
    return (_("%(n)d below") if points < 0 else _("%(n)d above")) % {"n": abs(points)}


def tier(name: Tier) -> str:
    """Return the tier's name."""
    return _(_TIERS[name])


def outcome(kind: Outcome) -> str:
    """Return the outcome's name."""
    return _(_OUTCOMES[kind])


def weekday(day: date) -> str:
    """Return the short weekday."""
    return _(_WEEKDAYS[day.weekday()])


def day(when: date, today: date | None = None) -> str:
    """Return a day as people write it: Thu 26 Nov, with its year where that is not the year of `today`."""
    names = {"weekday": weekday(when), "day": when.day, "month": _(_MONTHS[when.month - 1]), "year": when.year}
    if today is not None and today.year == when.year:
        return _("%(weekday)s %(day)d %(month)s") % names
    return _("%(weekday)s %(day)d %(month)s %(year)d") % names


def short_day(when: date) -> str:
    """Return a day in a narrow column: 26 Nov."""
    return _("%(day)d %(month)s") % {"day": when.day, "month": _(_MONTHS[when.month - 1])}


def month(when: date) -> str:
    """Return a month: Nov 2026."""
    return _("%(month)s %(year)d") % {"month": _(_MONTHS[when.month - 1]), "year": when.year}


def clock(at: time) -> str:
    """Return a time of day: 15:00."""
    return at.isoformat("minutes")


def next_call(call: NextCall, today: date) -> str:
    """Return a next call in words: Thu 26 Nov 10:00, promised."""
    parts = [day(call.date, today)]
    if call.time is not None:
        parts.append(clock(call.time))
    said = " ".join(parts)
    return _("%(when)s, promised") % {"when": said} if call.promised else said


def since(then: datetime, now: datetime) -> str:
    """Return how long ago: just now, 2 min ago, 3 h ago."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("%(n)d min ago") % {"n": minutes}
    return _("%(n)d h ago") % {"n": minutes // 60}


def _days(text: Callable[[int], str]) -> Callable[[Mapping[str, str | int]], str]:
    return lambda facts: text(int(facts["days"])) % {"n": facts["days"]}


def _stage_fact(template: str) -> Callable[[Mapping[str, str | int]], str]:
    return lambda facts: _(template) % {"n": facts["stage"], "name": stage(int(facts["stage"]))}


_REASONS: dict[str, Callable[[Mapping[str, str | int]], str]] = {
    "stage": _stage_fact(N_("stage %(n)d, %(name)s")),
    "deal_stage": _stage_fact(N_("open deal at stage %(n)d, %(name)s")),
    "stage_and_intent": lambda f: (
        _("stage %(n)d and intent %(intent)s") % {"n": f["stage"], "intent": intent(int(f["intent"]))}
    ),
    "intent": lambda f: _("intent %(name)s") % {"name": intent(int(f["intent"]))},
    "contract_ends": _days(
        lambda n: (
            ngettext("contract ends in %(n)d day", "contract ends in %(n)d days", n) if n else _("contract ends today")
        )
    ),
    "value": lambda _f: _("expected value among the book's"),
    "overdue": _days(lambda n: ngettext("%(n)d working day late", "%(n)d working days late", n)),
    "never_called": lambda _f: _("never called"),
    "untouched": _days(lambda n: ngettext("untouched for %(n)d working day", "untouched for %(n)d working days", n)),
    "unanswered": lambda f: (
        ngettext("%(n)d unanswered call in a row", "%(n)d unanswered calls in a row", int(f["calls"]))
        % {"n": f["calls"]}
    ),
    "ownership_ends": _days(lambda n: ngettext("ownership ends in %(n)d day", "ownership ends in %(n)d days", n)),
    "referred": lambda _f: _("referred by a customer"),
    "occasion": _days(
        lambda n: (
            ngettext("birthday or anniversary in %(n)d day", "birthday or anniversary in %(n)d days", n)
            if n
            else _("birthday or anniversary today")
        )
    ),
    "do_not_call": lambda _f: _("do not call"),
    "refused_for_good": lambda _f: _("refused for good"),
    "no_phone": lambda _f: _("no number to dial"),
    "override": lambda f: (
        _("set to %(grade)s by hand: %(reason)s") % {"grade": f["grade"], "reason": visible(str(f["reason"]))}
    ),
    "dropped": lambda _f: _("dropped in the evening's plan"),
    "nothing_warmer": _stage_fact(N_("stage %(n)d, %(name)s, and no higher intent")),
    "no_phone_left": lambda _f: _("no number is left to dial"),
    "price_talked": lambda f: (
        ngettext(
            "price talked within %(n)d demonstration or visit",
            "price talked within %(n)d demonstrations or visits",
            int(f["visits"]),
        )
        % {"n": f["visits"]}
        if f["visits"]
        else _("price talked")
    ),
    "no_price": lambda f: (
        ngettext(
            "%(n)d demonstration or visit and no price talked",
            "%(n)d demonstrations or visits and no price talked",
            int(f["visits"]),
        )
        % {"n": f["visits"]}
    ),
    "demo_given": lambda _f: _("a demonstration was taken"),
    "offers_without_demo": lambda f: (
        ngettext("%(n)d offer and no demonstration taken", "%(n)d offers and no demonstration taken", int(f["offers"]))
        % {"n": f["offers"]}
    ),
    "no_progress": lambda f: (
        ngettext(
            "%(n)d conversation without progress",
            "%(n)d conversations in a row without progress",
            int(f["conversations"]),
        )
        % {"n": f["conversations"]}
    ),
}


def reason(why: Reason) -> str:
    """Return the sentence of a reason."""
    return _REASONS[why.code](dict(why.facts))


def reasons(several: Iterable[Reason]) -> str:
    """Return the sentences of reasons as one."""
    return ", ".join(reason(why) for why in several)


def movement(from_grade: Grade, to_grade: Grade, several: Iterable[Reason]) -> str:
    """Return a move between grades with what speaks for it: B → A: price talked."""
    named = {"from": from_grade, "to": to_grade, "why": reasons(several)}
    return _("%(from)s → %(to)s: %(why)s") % named


_BRIEFLY: dict[str, Callable[[Mapping[str, str | int]], str]] = {
    "contract_ends": lambda f: _("ends in %(n)d d") % {"n": f["days"]},
    "overdue": lambda f: _("%(n)d d late") % {"n": f["days"]},
    "untouched": lambda f: _("%(n)d d untouched") % {"n": f["days"]},
    "unanswered": lambda f: _("%(n)d unanswered") % {"n": f["calls"]},
    "stage": lambda f: stage(int(f["stage"])),
    "deal_stage": lambda f: stage(int(f["stage"])),
    "intent": lambda f: intent(int(f["intent"])),
    "value": lambda _f: _("value"),
    "referred": lambda _f: _("referred"),
    "occasion": lambda _f: _("birthday"),
}


def brief(why: Reason) -> str:
    """Return a reason in a few cells, for a line of a list; d are working days but before a contract's end."""
    said = _BRIEFLY.get(why.code)
    return said(dict(why.facts)) if said else reason(why)


_NOTES: dict[str, Callable[[Mapping[str, str | int]], str]] = {
    "hard_to_reach": lambda f: _("hard to reach: %(n)d unanswered calls in a row") % {"n": f["calls"]},
    "find_another_contact": lambda _f: _("find another contact"),
    "promise_retry": lambda _f: _("a promise: tried again soon"),
    "promise_urgent": lambda _f: _("a promise: first thing next time"),
    "promise_stands": lambda _f: _("the promise stands"),
    "before_contract_ends": lambda _f: _("brought forward: the contract ends"),
    "within_next_cycle": lambda _f: _("brought forward: no later than the next month"),
    "no_phone_left": lambda _f: _("no number is left: grade D is suggested"),
    "promise_moved": lambda f: _("it was promised for %(when)s") % {"when": _promised_for(f)},
    "after_contract_end": lambda f: _("the contract ends before, on %(day)s") % {"day": _iso(f["date"])},
}


def _promised_for(facts: Mapping[str, str | int]) -> str:
    return f"{_iso(facts['date'])} {facts.get('time', '')}".rstrip()


def note(why: Reason) -> str:
    """Return what a proposal's reason tells the rep, empty where it goes without saying."""
    said = _NOTES.get(why.code)
    return said(dict(why.facts)) if said else ""


_ACTS = {
    "log_call": N_("a call"),
    "amend_call": N_("the amendment of a call"),
    "import": N_("an import"),
    "set_next_call": N_("a next call"),
    "add_account": N_("a new customer"),
    "add_to_today": N_("adding to today"),
    "allow_number": N_("lifting do-not-call"),
    "replan": N_("planning the day anew"),
    "plan_evening": N_("the plan for tomorrow"),
    "add_task": N_("a task"),
    "tick_task": N_("ticking a task off"),
    "drop_task": N_("dropping a task"),
    "set_learning": N_("what to learn"),
    "set_setting": N_("a setting"),
    "set_day_off": N_("a day off"),
    "work_day": N_("a day that is worked"),
    "drop_own_day": N_("taking back a day of your own"),
    "edit_customer": N_("an edit of a card"),
    "set_window": N_("the stated hours"),
    "set_source": N_("a lead source"),
    "add_contact": N_("a new person"),
    "edit_contact": N_("an edit of a person"),
    "remove_contact": N_("taking a person away"),
    "add_phone": N_("a new number"),
    "edit_phone": N_("an edit of a number"),
    "remove_phone": N_("taking a number away"),
    "move_stage": N_("a stage move"),
    "set_intent": N_("an intent"),
    "set_grade": N_("a grade set by hand"),
    "edit_contract": N_("an edit of a contract"),
    "forbid_calls": N_("a do-not-call"),
    "take_suggestion": N_("a suggested grade"),
    "refuse_suggestion": N_("refusing a suggested grade"),
}


def act(name: str) -> str:
    """Return an act of the journal in words."""
    return _(_ACTS[name])


_WORK = {
    "calling": N_("calling"),
    "proposal": N_("proposal"),
    "contract": N_("contract"),
    "ownership": N_("ownership"),
    "meeting": N_("meeting"),
    "post": N_("post"),
    "private": N_("private"),
    "learning": N_("learning"),
}


def work(kind: str) -> str:
    """Return a kind of work besides calling."""
    return _(_WORK[kind]) if kind in _WORK else visible(kind)


_FIGURES = {
    "calls": N_("calls"),
    "conversations": N_("conversations"),
    "effective": N_("with a key person"),
    "notes": N_("notes written"),
    "next_calls": N_("next calls set"),
}


def figure(name: str) -> str:
    """Return the name of a process figure."""
    return _(_FIGURES[name])


_WHENS: dict[str, Callable[[Mapping[str, str | int]], str]] = {
    "day_off": lambda f: (
        _("a day off; the nearest working days are %(before)s and %(after)s")
        % {"before": _iso(f["before"]), "after": _iso(f["after"])}
    ),
    "afternoon_assumed": lambda _f: _("taken as afternoon"),
    "not_today": lambda _f: _("today is meant by today, this is next week"),
    "holidays_unknown": lambda f: _("the days off of %(year)d are not known") % {"year": f["year"]},
}


def _iso(text: str | int) -> str:
    return day(date.fromisoformat(str(text)))


def when_note(why: Reason) -> str:
    """Return what there is to know of a typed date."""
    return _WHENS[why.code](dict(why.facts))


_POLICY_FAULTS = {
    "not_toml": N_("it is not TOML"),
    "unknown_table": N_("there is no such table"),
    "unknown_key": N_("there is no such key"),
    "wrong_type": N_("this is not the kind of value it takes"),
    "wrong_length": N_("this list has not the right length"),
    "out_of_range": N_("this value is out of range"),
}


def bad_policy(where: str, fault: str, nearest: str) -> tuple[str, str, str]:
    """Return title, message and hint for a policy file that cannot be taken."""
    place = _("line %(n)s") % {"n": where} if where.isdecimal() else visible(where)
    title = _("policy.toml cannot be taken: %(where)s") % {"where": place}
    hint = _("The nearest valid one is %(nearest)s.") % {"nearest": nearest} if nearest else ""
    return title, _(_POLICY_FAULTS[fault]), hint
