"""What is on record of an account, counted as evidence for another grade; a refused move waits for new evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from repdesk.rules.outcomes import UNSET_INTENT
from repdesk.rules.policy import Policy
from repdesk.rules.standing import CONTRACT_EXPIRED, CONTRACT_SENT, UNDER_CONTRACT, Graded
from repdesk.rules.suggestions import Evidence, Suggestion, suggest
from repdesk.rules.types import Account, Grade, Reason, Talk, Turn

EVER = ""  # sorts before every instant
_MOVES: tuple[Grade, ...] = ("D", "A", "B", "C")  # as `suggest` ranks them: no phone left, then up, then down


@dataclass(frozen=True, slots=True)
class Past:
    """What is on record of an account that may speak for another grade; `last_bad` is when a number last went bad."""

    talks: tuple[Talk, ...] = ()
    turns: tuple[Turn, ...] = ()
    last_bad: date | None = None


def move_of(account: Account, graded: Graded, past: Past, policy: Policy) -> Suggestion | None:
    """Return the move that is suggested for an account so graded, None where there is none.

    Evidence counts since the account came to its grade, for each move also since the rep last refused that very one.
    That no number is left speaks again only once another one went bad after the refusal.
    """
    if graded.grade == "D":
        return None
    talks = sorted(past.talks, key=lambda talk: (talk.at, talk.price, talk.demo or talk.visit))
    first = _came_by_date(account, graded, policy)
    if first is not None:
        talks = [talk for talk in talks if talk.day >= first]
    since = max((turn.at for turn in past.turns if turn.field == "grade"), default=EVER)
    refused = _refused(past.turns, graded.grade)
    if not refused:
        return suggest(evidence_of(graded.grade, account.phones, talks, past.turns, since), policy)
    for to in _MOVES:
        no = refused.get(to)
        phones = account.phones if to == "D" and (no is None or _another_bad(past, no)) else max(1, account.phones)
        start = since if no is None else max(since, no.at)
        found = suggest(evidence_of(graded.grade, phones, talks, past.turns, start), policy)
        if found is not None and found.to_grade == to:
            return found
    return None


def _refused(turns: Iterable[Turn], grade: Grade) -> dict[str | None, Turn]:
    """Return the latest refusal of each move from the grade, by the grade it led to."""
    found = [turn for turn in turns if turn.field == "suggestion" and turn.before == grade]
    return {turn.after: turn for turn in sorted(found, key=lambda turn: turn.at)}


def _another_bad(past: Past, refused: Turn) -> bool:
    """Say whether a number went bad after the refusal; of one marked by hand only the day is known."""
    if past.last_bad is not None and past.last_bad > refused.day:
        return True
    return any(talk.wrong_number and talk.at > refused.at for talk in past.talks)


def evidence_of(grade: Grade, phones: int, talks: Sequence[Talk], turns: Iterable[Turn], since: str) -> Evidence:
    """Count what came after the instant `since`; `talks` in the order of time.

    The call that brought an account to its grade stands at that very instant: it speaks for the grade it led to, and
    is not counted again for the next one.
    """
    talks = [talk for talk in talks if talk.at > since]
    priced = next((number for number, talk in enumerate(talks) if talk.price), None)
    progress = max((turn.at for turn in turns if is_rise(turn)), default=EVER)
    progress = max([progress, *(talk.at for talk in talks if talk.price or talk.demo)])
    return Evidence(
        grade,
        phones,
        demos_or_visits=_shown_or_visited(talks),
        price_talked=priced is not None,
        visits_to_price=0 if priced is None else _shown_or_visited(talks[: priced + 1]),
        demo_given=any(talk.demo for talk in talks),
        offers=sum(talk.offer for talk in talks),
        conversations_without_progress=sum(talk.spoke and talk.at > progress for talk in talks),
    )


def _shown_or_visited(talks: Iterable[Talk]) -> int:
    return sum(talk.demo or talk.visit for talk in talks)


def is_rise(turn: Turn) -> bool:
    """Say whether a change is progress: a higher intent, a higher stage, or a way out of an expired contract."""
    if turn.after is None or turn.field not in ("stage", "intent"):
        return False
    after = int(turn.after)
    if turn.field == "intent":
        return after > (UNSET_INTENT if turn.before is None else int(turn.before))
    before = 0 if turn.before is None else int(turn.before)
    if before == CONTRACT_EXPIRED:
        return after in (CONTRACT_SENT, UNDER_CONTRACT)
    return before < after < CONTRACT_EXPIRED


def _came_by_date(account: Account, graded: Graded, policy: Policy) -> date | None:
    """Return the first day of a grade that follows from the contract's end: no change on record tells of it."""
    if graded.overridden or account.contract_end is None:
        return None
    if all(reason.code == "contract_ends" for reason in graded.reasons):
        return account.contract_end - timedelta(days=policy.standing.contract_ending_days)
    if _EXPIRED in graded.reasons and graded.grade == "B":
        return account.contract_end + timedelta(days=1)
    return None


_EXPIRED = Reason("stage", facts=(("stage", CONTRACT_EXPIRED),))
