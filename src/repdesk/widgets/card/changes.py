"""The changes of a card's past, in the rep's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time

from repdesk import wording
from repdesk.desk.card import PastChange
from repdesk.i18n import N_, _
from repdesk.money import in_full
from repdesk.rules.types import SOURCES, NextCall
from repdesk.widgets.card.words import a_day, birthday
from repdesk.widgets.plain import clip, paragraph

_LONGEST = 60  # cells of a text in a line of the past
_KINDS = {"contact": N_("person"), "phone": N_("number"), "contract": N_("contract"), "deal": N_("deal")}


def changed(change: PastChange, names: Mapping[str, str], currency: str, today: date, most: int = _LONGEST) -> str:
    """Return a dated change in words, a long text cut to `most` cells."""
    before, after = change.before, change.after
    whole, _dot, part = change.field.partition(".")
    kind, _colon, number = whole.partition(":")
    if change.field in _TELLS:
        return _TELLS[change.field](before, after, today)
    if not number:
        return _field(wording.field(kind), kind, (before, after), currency, today, most)
    if kind == "custom":
        return _field(paragraph(names.get(whole, whole)), kind, (before, after), currency, today, most)
    named = names.get(whole, "") if kind in ("contact", "phone") else ""
    called = f"{_(_KINDS[kind])} {paragraph(named)}".rstrip() if kind in _KINDS else whole
    if part:
        return _field(f"{called}, {wording.field(part)}", part, (before, after), currency, today, most)
    what = called if named else f"{called} {after or before or ''}".rstrip(" /")
    return (_("%(what)s taken away") if after is None else _("%(what)s added")) % {"what": what}


def _field(label: str, part: str, states: tuple[str | None, str | None], currency: str, today: date, most: int) -> str:
    """Return the change of a field: what it is now, and what it was where that is short."""
    before, after = states
    was, now = (None if text is None else clip(_value(part, text, currency, today), most) for text in states)
    if before == after:
        return _("%(field)s confirmed") % {"field": label}
    if now is None:
        return _("%(field)s no longer: %(value)s") % {"field": label, "value": was}
    if was is None or len(was) > most // 2:
        return _("%(field)s: %(value)s") % {"field": label, "value": now}
    return _("%(field)s: %(before)s → %(after)s") % {"field": label, "before": was, "after": now}


def _value(part: str, text: str, currency: str, today: date) -> str:
    """Return a value of the history as the rep reads it; one that is none of ours stands as it is."""
    try:
        if part in ("estimate", "amount"):
            return in_full(int(text), currency)
        if part in ("birthday", "anniversary"):
            return birthday(date.fromisoformat(text))
        if part in ("start_on", "end_on", "bad_on"):
            return a_day(date.fromisoformat(text), today)
        if part == "stage":
            return wording.stage(int(text))
    except (ValueError, IndexError):
        return paragraph(text)
    if part == "is_kp":
        return _("yes") if text == "1" else _("no")
    if part == "source":
        kind, _colon, name = text.partition(":")
        return f"{wording.source(kind)} {paragraph(name)}".rstrip() if kind in SOURCES else paragraph(text)
    if part == "role":
        return wording.role(text)
    if part == "status":
        return wording.state(text)
    return paragraph(text)


def _stage(before: str | None, after: str | None, _today: date) -> str:
    if before is None and after is not None:
        return _("stage %(n)d, %(name)s") % {"n": int(after), "name": wording.stage(int(after))}
    return _("stage %(before)s → %(after)s") % {"before": before, "after": after}


def _intent(before: str | None, after: str | None, _today: date) -> str:
    was, now = (_("not set") if text is None else wording.intent(int(text)) for text in (before, after))
    if before == after:
        return _("intent confirmed")
    return _("intent %(before)s → %(after)s") % {"before": was, "after": now}


def _grade(before: str | None, after: str | None, _today: date) -> str:
    if after is None:
        return _("grade %(grade)s no longer") % {"grade": before}
    if before is None:
        return _("grade %(grade)s") % {"grade": after}
    if before == after:
        return _("grade %(grade)s kept") % {"grade": after}
    return _("grade %(before)s → %(after)s") % {"before": before, "after": after}


def _next_call(before: str | None, after: str | None, today: date) -> str:
    was, now = (_("none") if text is None else kept_moment(text, today) for text in (before, after))
    return _("next call %(before)s → %(after)s") % {"before": was, "after": now}


def kept_moment(text: str, today: date) -> str:
    """Return a day with or without a time as the book writes it: 2026-11-26T10:00, promised or not."""
    when, _blank, promised = text.partition(" ")
    day, _t, clock = when.partition("T")
    try:
        at = time.fromisoformat(clock) if clock else None
        return wording.next_call(NextCall(date.fromisoformat(day), at, promised=bool(promised)), today)
    except ValueError:
        return paragraph(text)


def _do_not_call(_before: str | None, after: str | None, _today: date) -> str:
    return _("do-not-call lifted") if after is None else _("do not call")


def _suggestion(before: str | None, after: str | None, _today: date) -> str:
    named = {"before": before, "after": after}
    if before is not None and before.isdigit():
        return _("suggested stage %(before)s → %(after)s refused") % named
    return _("suggested grade %(before)s → %(after)s refused") % named


def _merged(_before: str | None, after: str | None, _today: date) -> str:
    return _("%(name)s merged into this one") % {"name": paragraph(after or "")}


def _not_same(_before: str | None, after: str | None, _today: date) -> str:
    return _("said not to be customer %(id)s") % {"id": after}


def _tag(before: str | None, after: str | None, _today: date) -> str:
    if after is None:
        return _("tag %(tag)s taken off") % {"tag": paragraph(before or "")}
    return _("tagged %(tag)s") % {"tag": paragraph(after)}


_TELLS: dict[str, Callable[[str | None, str | None, date], str]] = {
    "stage": _stage,
    "intent": _intent,
    "grade": _grade,
    "next_call": _next_call,
    "do_not_call": _do_not_call,
    "suggestion": _suggestion,
    "merged": _merged,
    "not_same": _not_same,
    "tag": _tag,
}
