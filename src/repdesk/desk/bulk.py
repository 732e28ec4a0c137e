"""One edit of many customers, before it is done: what was typed, what it would come to, and that in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.card import known_tags
from repdesk.desk.cells import TAGS
from repdesk.desk.columns import COLUMNS
from repdesk.desk.sheet import Sheet
from repdesk.desk.when import read_when
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.rules.bulk_edits import (
    Changed,
    Edit,
    Ground,
    Judged,
    MoveStage,
    PlanCalls,
    PutTag,
    SetGrade,
    SetOwner,
    TakeTag,
    follows,
    judge,
)
from repdesk.rules.hours import quota_on
from repdesk.rules.labels import read_tags
from repdesk.rules.stage_moves import MOVABLE
from repdesk.rules.types import GRADES, Grade, NextCall
from repdesk.store.reading.day import read_names
from repdesk.store.reading.deals import read_second_deals
from repdesk.text import cleaned, visible

SAMPLES = 5
"""Changes that are shown before they are made."""
FIELDS = ("stage", "grade", "next", "tag", "untag", "owner")
"""What many customers may be edited in."""
_SPAN = re.compile(r"\s*(?:\.\.+|…|~|～|至|到|\bto\b)\s*", re.IGNORECASE)
_NOTHING = ("none", "-", "－", "无")
"""What is typed to take something away."""
_OWNER = next(column for column in COLUMNS if column.name == "owner")


def read_edit(book: Book, field: str, text: str, why: str = "") -> Edit:
    """Read an edit as it is typed: stage=3, grade=A or rule, next=fri, mon..fri or none, tag, untag, owner.

    RepdeskError names what cannot be taken. A stage that falls and a grade set by hand want a reason, in `why`.
    """
    text, why = cleaned(" ".join(text.split())), cleaned(" ".join(why.split()))
    match field:
        case "stage":
            return MoveStage(_stage(text), why)
        case "grade":
            return SetGrade(_letter(text), why)
        case "next":
            return _calls(book, text)
        case "tag" | "untag":
            return PutTag(_tag(book, text)) if field == "tag" else TakeTag(_tag(book, text))
        case "owner":
            return SetOwner(_owner(text))
    raise RepdeskError(
        _("Many customers cannot be edited in %(field)s") % {"field": visible(field)},
        hint=_("Known: %(names)s") % {"names": ", ".join(FIELDS)},
    )


def _stage(text: str) -> int:
    if not (text.isdecimal() and int(text) in MOVABLE):
        said = ", ".join(f"{number} {wording.stage(number)}" for number in MOVABLE)
        raise RepdeskError(
            _("A stage is one of: %(stages)s") % {"stages": said},
            hint=_("The stages of a contract follow from its dates."),
        )
    return int(text)


def _letter(text: str) -> Grade | None:
    if text.casefold() in ("rule", "none", "-"):
        return None
    letter = next((letter for letter in GRADES if letter == text.upper()), None)
    if letter is None:
        raise RepdeskError(_("A grade is A, B, C or D; rule lets it go by the rule again"))
    return letter


def _owner(text: str) -> str:
    """Return a name, "" where none is asked for by a word: an empty line takes nothing away."""
    if not text:
        raise RepdeskError(_("Whose customers are they?"), hint=_("A name; none leaves them without one"))
    return "" if text.casefold() in _NOTHING else text


def _calls(book: Book, text: str) -> PlanCalls:
    if text.casefold() in _NOTHING:
        return PlanCalls(None)
    parts = [part for part in _SPAN.split(text) if part]
    ends = [read_when(book, part).date for part in parts]
    if len(ends) == 2 and ends[1] < ends[0] and not any(map(str.isdecimal, parts[1])):  # mon..fri, said on a Tuesday
        ends[1] = read_when(book, parts[1], ends[0]).date
    if len(ends) == 1:
        return PlanCalls(ends[0])
    if len(ends) != 2 or ends[1] < ends[0]:
        raise RepdeskError(_("A span of days has a first and a last day"), hint=_("Try mon..fri or +1d..+10d"))
    return PlanCalls(ends[0], ends[1])


def _tag(book: Book, text: str) -> str:
    tags = read_tags(text, known_tags(book))
    if len(tags) != 1:
        raise RepdeskError(_("One tag at a time: a word or a few"))
    return tags[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edit of these accounts would come to."""

    edit: Edit
    ids: tuple[int, ...]
    judged: Judged
    ground: Ground
    names: dict[int, str]
    """Of the first changes."""

    @property
    def samples(self) -> tuple[Changed, ...]:
        """Return the first changes."""
        return self.judged.changed[:SAMPLES]


def ground_of(sheet: Sheet, edit: Edit) -> Ground:
    """Return what a judgement on customers of a book stands on; of tags, owners and scores what the edit asks for."""
    book = sheet.book
    sets_calls = isinstance(edit, PlanCalls) and edit.first is not None
    spread = isinstance(edit, PlanCalls) and edit.last is not None
    return Ground(
        sheet.today,
        book.list_day(),
        book.policy,
        book.calendar,
        load=book.load() if sets_calls else {},
        score=sheet.scorer.score if spread else _unscored,
        second_deals=read_second_deals(book.read()) if isinstance(edit, MoveStage) else {},
        tags=sheet.read(TAGS) if isinstance(edit, PutTag | TakeTag) else {},
        owners=_OWNER.cells(sheet) if isinstance(edit, SetOwner) else {},
    )


def _unscored(_account: object) -> int:
    return 0


def plan_edit(sheet: Sheet, ids: Iterable[int], edit: Edit) -> Plan:
    """Say what an edit of these accounts would come to; those no longer in the book are left out."""
    wanted = tuple(number for number in ids if number in sheet.accounts)
    ground = ground_of(sheet, edit)
    judged = judge(edit, sheet.of(wanted), ground)
    first = [one.account_id for one in judged.changed[:SAMPLES]]
    names = {number: name for number, (name, _kp) in read_names(sheet.book.read(), first).items()}
    return Plan(edit, wanted, judged, ground, names)


def said(plan: Plan) -> tuple[str, ...]:
    """Return what an edit would come to in words: how many change, what follows, who is refused and why."""
    judged = plan.judged
    n = len(judged.changed)
    lines = [ngettext("%(n)s customer changes", "%(n)s customers change", n) % {"n": f"{n:,}"}]
    if same := len(judged.same):
        lines.append(ngettext("%(n)s is so already", "%(n)s are so already", same) % {"n": f"{same:,}"})
    refused = Counter(wording.refusal(why) for _account, why in judged.refused)
    lines += [
        ngettext("%(n)s stays: %(why)s", "%(n)s stay: %(why)s", count) % {"n": f"{count:,}", "why": why}
        for why, count in refused.most_common()
    ]
    return (*lines, *_followed(plan), *_days(plan))


def _followed(plan: Plan) -> list[str]:
    found = [follows(change, plan.ground) for change in plan.judged.changed]
    lines = []
    if not isinstance(plan.edit, SetGrade):
        moves = Counter(one.grade for one in found if one.grade is not None)
        lines += [
            ngettext("grade %(before)s → %(after)s for %(n)s", "grade %(before)s → %(after)s for %(n)s", n)
            % {"before": before, "after": after, "n": f"{n:,}"}
            for (before, after), n in sorted(moves.items())
        ]
    if lapse := sum(one.lapses for one in found):
        words = ngettext("a grade set by hand lapses for %(n)s", "grades set by hand lapse for %(n)s", lapse)
        lines.append(words % {"n": f"{lapse:,}"})
    if ends := sum(one.call_ends for one in found):
        words = ngettext("the next call of %(n)s is taken away", "the next calls of %(n)s are taken away", ends)
        lines.append(words % {"n": f"{ends:,}"})
    return lines


def _days(plan: Plan) -> list[str]:
    """Return how many calls each day gets, and how full it is with them."""
    ground, load = plan.ground, Counter(plan.ground.load)
    days: Counter[date] = Counter()
    for one in plan.judged.changed:
        if isinstance(one.now, NextCall):
            days[ground.calendar.on_or_after(one.now.date)] += 1
            if one.before.next_call is not None:
                load[ground.calendar.on_or_after(one.before.next_call.date)] -= 1
    load.update(days)
    facts = (
        {
            "when": f"{wording.day(day, ground.day)} +{days[day]:,}",
            "load": load[day],
            "quota": quota_on(day, ground.calendar, ground.policy),
        }
        for day in sorted(days)
    )
    each = [_("%(when)s, %(load)d/%(quota)d set") % fact for fact in facts]
    return ["; ".join(each)] if each else []


def shown(plan: Plan, value: str | int | NextCall | None) -> str:
    """Return a value of the edited field as a reader is shown it."""
    if value is None:
        return "–"
    if isinstance(value, NextCall):
        return wording.next_call(value, plan.ground.day)
    return f"{value} {wording.stage(value)}" if isinstance(value, int) else visible(value)
