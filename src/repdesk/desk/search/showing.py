"""What is shown of those who were found: the customer, and what of them matched, with the part of it to mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from repdesk import wording
from repdesk.desk.rows import Found
from repdesk.desk.search.marking import Span, by_initials, in_number, joined, nearest, read_out, read_shortly, written
from repdesk.desk.search.query import Query, Word
from repdesk.desk.search.ranking import Hit, How, Kind
from repdesk.rules.standing import grade, stage_of
from repdesk.store.reading.customer import grouped
from repdesk.store.reading.search import Searched, read_searched

if TYPE_CHECKING:
    from repdesk.desk.book import Book

_Mark = Callable[[str, Word], Span | None]

_FIELDS: Mapping[Kind, tuple[str, tuple[_Mark, ...]]] = {
    Kind.NAME: ("name", (written, read_out)),
    Kind.NAME_SPELLED: ("name", (read_out, read_shortly)),
    Kind.NAME_INITIALS: ("name", (by_initials,)),
    Kind.PERSON: ("person", (written, read_out)),
    Kind.PERSON_SPELLED: ("person", (read_out, read_shortly)),
    Kind.PERSON_INITIALS: ("person", (by_initials,)),
    Kind.NUMBER: ("number", (in_number,)),
    Kind.TAG: ("tag", (written,)),
    Kind.MAIL: ("mail", (written,)),
    Kind.OWN: ("own", (written,)),
    Kind.PLACE: ("place", (written,)),
    Kind.INDUSTRY: ("industry", (written,)),
    Kind.STAGE: ("stage", ()),
    Kind.NOTE: ("note", (written,)),
}
"""The field each kind is of, and how what was typed is found in it."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a customer that may be shown as what matched, with the parts of it that do."""

    field: str
    text: str
    barred: bool = False
    spans: tuple[Span, ...] = ()


_Texts = Mapping[str, Sequence[_Text]]


def shown(book: Book, query: Query, hits: Iterable[Hit]) -> tuple[Found, ...]:
    """Return the rows of those who were found, in their order; whom the rules do not know is left out."""
    found = list(hits)
    known = {one.id: one for one in read_searched(book.read(), [hit.account_id for hit in found])}
    today, look_up = book.clock.today(), book.looking_up(all_of_them=False)
    rows: list[Found] = []
    for hit in found:
        searched, account = known.get(hit.account_id), look_up(hit.account_id)
        if searched is None or account is None:
            continue
        stage = stage_of(account, today)
        name_marks, matched = _matched(query, hit, _texts(searched, stage, hit.text), stage)
        rows.append(
            Found(
                account_id=account.id,
                name=searched.name,
                grade=grade(account, today, book.policy).grade,
                stage=stage,
                field=matched.field,
                how=hit.rank[0].name.lower(),
                matched=matched.text,
                marks=matched.spans,
                name_marks=name_marks,
                do_not_call=matched.barred,
            )
        )
    return tuple(rows)


def _texts(searched: Searched, stage: int, note: str) -> _Texts:
    """Return all that may be shown, by field."""
    plain: dict[str, Sequence[str]] = {
        "name": (searched.name,),
        "person": searched.people,
        "tag": searched.tags,
        "mail": searched.mails,
        "own": searched.own,
        "place": searched.places,
        "industry": searched.industries,
        "stage": (wording.stage(stage),),
        "note": (note,),
    }
    numbers = [
        _Text("number", grouped(e164) + (f" x{extension}" if extension else ""), barred)
        for e164, extension, barred in searched.numbers
    ]
    return {"number": numbers} | {field: [_Text(field, text) for text in texts] for field, texts in plain.items()}


def _matched(query: Query, hit: Hit, texts: _Texts, stage: int) -> tuple[tuple[Span, ...], _Text]:
    """Return the marks in the name, and what matched besides; where nothing did, the name again."""
    how, kind = hit.rank
    whole = _place(query.whole, kind, texts, stage)
    if whole is None and how is How.NEARLY:
        whole = _nearest(query.whole, kind, texts)
    places = [whole] if whole is not None else [_anywhere(word, texts, stage) for word in query.words]
    name_marks = joined(span for one in places if one is not None and one.field == "name" for span in one.spans)
    beside = [one for one in places if one is not None and one.field != "name"]
    if not beside:
        return name_marks, replace(texts["name"][0], spans=name_marks)
    same = [one for one in beside if (one.field, one.text) == (beside[0].field, beside[0].text)]
    return name_marks, replace(beside[0], spans=joined(span for one in same for span in one.spans))


def _anywhere(word: Word, texts: _Texts, stage: int) -> _Text | None:
    """Return the first text that a word is in."""
    return next((one for kind in Kind if (one := _place(word, kind, texts, stage)) is not None), None)


def _place(word: Word, kind: Kind, texts: _Texts, stage: int) -> _Text | None:
    """Return the text in which a word is found as this kind is searched, the part of it marked."""
    field, ways = _FIELDS[kind]
    if kind is Kind.STAGE:
        return texts[field][0] if stage in word.stages else None
    for text in texts[field]:
        for way in ways:
            if (span := way(text.text, word)) is not None:
                return replace(text, spans=(span,))
    return None


def _nearest(word: Word, kind: Kind, texts: _Texts) -> _Text | None:
    """Return the text that is nearest to what was typed, the part of it marked; None where there is no such text."""
    spelled = kind in (Kind.NAME_SPELLED, Kind.PERSON_SPELLED)
    near = [(*nearest(text.text, word, spelled=spelled), text) for text in texts[_FIELDS[kind][0]]]
    if not near:
        return None
    _likeness, span, text = max(near, key=lambda one: one[0])
    return replace(text, spans=(span,))
