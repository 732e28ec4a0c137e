"""The terms of the trade in the rep's words: stages, grades, outcomes, roles, acts, kinds of work."""

from __future__ import annotations

from repdesk.i18n import N_, _
from repdesk.rules.types import ContractStatus, Grade, Outcome, Tier
from repdesk.text import visible
from repdesk.wording.fields import field

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
_ROLES = {
    "user": N_("uses it"),
    "gatekeeper": N_("checks it"),
    "decision_maker": N_("decides"),
    "coach": N_("helps us"),
}


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


def role(name: str) -> str:
    """Return what somebody at a customer's has to do with buying; one of another making stands as it is."""
    return _(_ROLES[name]) if name in _ROLES else name


_ACTS = {
    "log_call": N_("a call"),
    "amend_call": N_("the amendment of a call"),
    "import": N_("an import"),
    "set_next_call": N_("a next call"),
    "carry_calls": N_("several next calls"),
    "level_calls": N_("a levelling"),
    "add_account": N_("a new customer"),
    "add_to_today": N_("adding to today"),
    "allow_number": N_("lifting do-not-call"),
    "replan": N_("planning the day anew"),
    "plan_evening": N_("the plan for tomorrow"),
    "add_task": N_("a task"),
    "tick_task": N_("ticking a task off"),
    "begin_work": N_("beginning other work"),
    "end_work": N_("ending other work"),
    "drop_task": N_("dropping a task"),
    "put_task_off": N_("putting a task off"),
    "set_learning": N_("what to learn"),
    "set_setting": N_("a setting"),
    "set_day_off": N_("a day off"),
    "set_days_off": N_("days off"),
    "work_day": N_("a day that is worked"),
    "set_hours": N_("the hours of a day"),
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
    "repair": N_("a repair of the book"),
    "edit_views": N_("an edit of the saved views"),
    "edit_columns": N_("the columns of the book"),
    "edit_many": N_("an edit of many customers"),
    "merge_customers": N_("a merge"),
    "keep_apart": N_("a word that two customers are not the same"),
    "edit_tags": N_("an edit of tags"),
    "set_custom": N_("an edit of a field of your own"),
    "edit_fields": N_("an edit of your own fields"),
    "edit_drive": N_("an edit of a clean-up drive"),
    "normalise_numbers": N_("putting numbers into their international form"),
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


SOURCES = {
    "referral": N_("referral"),
    "inbound": N_("they came to us"),
    "list": N_("a list"),
    "event": N_("an event"),
    "advertising": N_("advertising"),
    "other": N_("other"),
}


def source(kind: str) -> str:
    """Return the kind of a lead source; one of another making stands as it is."""
    return _(SOURCES[kind]) if kind in SOURCES else visible(kind)


_MISSING = {
    "decision_maker": N_("who decides"),
    "phone": N_("a number that works"),
    "kp": N_("the key person"),
    "kp_role": N_("the key person's role"),
    "stage": N_("a conversation"),
    "next_call": N_("next call"),
}


def missing(fact: str) -> str:
    """Return what a card lacks."""
    return _(_MISSING[fact]) if fact in _MISSING else field(fact)
