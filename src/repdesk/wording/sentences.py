"""What the rules say in codes put into sentences: reasons, notes on a proposal, faults of a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from repdesk.i18n import N_, _, ngettext
from repdesk.rules.types import Reason
from repdesk.text import visible
from repdesk.wording.days import day
from repdesk.wording.terms import intent, missing, stage


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
    "overload": lambda f: _("levelled: %(load)d/%(quota)d were set, score %(score)d") % f,
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
    "stage_stands": lambda f: (
        ngettext("stage %(stage)d for %(n)d working day", "stage %(stage)d for %(n)d working days", int(f["days"]))
        % {"stage": f["stage"], "n": f["days"]}
    ),
    "gate_open": lambda f: _("not on record: %(what)s") % {"what": missing(str(f["what"]))},
    "same_number": lambda f: _("same number %(number)s") % {"number": visible(str(f["number"]))},
    "number_of_many": lambda f: (
        _("number %(number)s, which %(n)d customers have") % {"number": visible(str(f["number"])), "n": f["owners"]}
    ),
    "same_name": lambda _f: _("same name"),
    "similar_name": lambda f: _("name %(n)d %% alike") % {"n": f["percent"]},
    "name_begins": lambda _f: _("one name is the beginning of the other"),
    "same_place": lambda f: _("both in %(place)s") % {"place": visible(str(f["place"]))},
    "other_place": lambda _f: _("in different places"),
    "same_address": lambda _f: _("same address"),
    "same_person": lambda f: _("same person %(name)s") % {"name": visible(str(f["name"]))},
}


def reason(why: Reason) -> str:
    """Return the sentence of a reason."""
    return _REASONS[why.code](dict(why.facts))


def reasons(several: Iterable[Reason]) -> str:
    """Return the sentences of reasons as one."""
    return ", ".join(reason(why) for why in several)


def movement(before: str, after: str, several: Iterable[Reason]) -> str:
    """Return a move between grades, or back to the stage before, with what speaks for it: B → A: price talked."""
    named = {"from": before, "to": after, "why": reasons(several)}
    if before.isdigit():
        return _("stage %(from)s → %(to)s: %(why)s") % named
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
    "overload": lambda f: _("%(load)d/%(quota)d, score %(score)d") % f,
}


def brief(why: Reason) -> str:
    """Return a reason in a few cells, for a line of a list; d are working days but before a contract's end."""
    said = _BRIEFLY.get(why.code)
    return said(dict(why.facts)) if said else reason(why)


_REFUSALS = {
    "falls": N_("a stage that falls needs a reason"),
    "needs_reason": N_("a grade set by hand needs a reason"),
    "is_promised": N_("their call is promised"),
    "do_not_call": N_("do not call"),
    "refused_for_good": N_("refused for good"),
    "no_phone": N_("no number to dial"),
    "override": N_("grade D by hand"),
    "contract_covers": N_("a signed contract holds the stage"),
    "contract_is_out": N_("a renewal contract is out"),
    "contract_has_ended": N_("the last contract has ended"),
    "further_deal": N_("another open deal stands further"),
    "no_working_day": N_("no working day in the span"),
    "contract_ends_before": N_("the contract ends before"),
}


def refusal(why: Reason) -> str:
    """Return why many are left out of an edit, in the same words for all whom that keeps out."""
    return _(_REFUSALS[why.code])


_NOTES: dict[str, Callable[[Mapping[str, str | int]], str]] = {
    "hard_to_reach": lambda f: _("hard to reach: %(n)d unanswered calls in a row") % {"n": f["calls"]},
    "find_another_contact": lambda _f: _("find another contact"),
    "promise_retry": lambda _f: _("a promise: tried again soon"),
    "promise_urgent": lambda _f: _("a promise: first thing next time"),
    "promise_stands": lambda _f: _("the promise stands"),
    "before_contract_ends": lambda _f: _("brought forward: the contract ends"),
    "within_next_cycle": lambda _f: _("brought forward: no later than the next month"),
    "hours_do_not_meet": lambda _f: _("their hours and yours do not meet"),
    "no_phone_left": lambda _f: _("no number is left: grade D is suggested"),
    "on_no_list": lambda _f: _("no number to dial: on no list until one is added"),
    "promise_moved": lambda f: _("it was promised for %(when)s") % {"when": _promised_for(f)},
    "after_contract_end": lambda f: _("the contract ends before, on %(day)s") % {"day": _iso(f["date"])},
}


def _promised_for(facts: Mapping[str, str | int]) -> str:
    return f"{_iso(facts['date'])} {facts.get('time', '')}".rstrip()


def note(why: Reason) -> str:
    """Return what a proposal's reason tells the rep, empty where it goes without saying."""
    said = _NOTES.get(why.code)
    return said(dict(why.facts)) if said else ""


def _iso(text: str | int) -> str:
    return day(date.fromisoformat(str(text)))


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
