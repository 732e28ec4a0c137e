"""Whom the book itself finds, as long as there is no index: by name, contact and number, in the order it gives."""

from __future__ import annotations

import sqlite3

from repdesk.desk.search.query import Query, Word
from repdesk.desk.search.ranking import Hit, How, Kind
from repdesk.store.reading.customer import find_by_number, find_by_text

_MANY = 1_000  # customers of one word, where every word must fit


def found_by_sql(conn: sqlite3.Connection, query: Query, limit: int) -> list[Hit]:
    """Return who is found, names that begin with what was typed first."""
    found = _found(conn, query.whole, limit)
    if len(query.words) > 1:
        words = [{hit.account_id: hit for hit in _found(conn, word, _MANY)} for word in query.words]
        found += [hit for number, hit in words[0].items() if all(number in others for others in words[1:])]
    return list({hit.account_id: hit for hit in reversed(found)}.values())[::-1][:limit]


def _found(conn: sqlite3.Connection, word: Word, limit: int) -> list[Hit]:
    hits = [
        Hit((How.INSIDE, Kind.NUMBER), number)
        for digits in word.digits
        for number, _name, _matched in find_by_number(conn, digits, limit)
    ]
    hits += _written(conn, word.typed, limit)
    if not hits and word.typed.isascii():  # a name that was typed in full width
        wide = dict.fromkeys(map(_wide, (word.typed, word.typed.upper(), word.typed.lower())))
        hits += [hit for typed in wide for hit in _written(conn, typed, limit)]
    return hits


def _written(conn: sqlite3.Connection, typed: str, limit: int) -> list[Hit]:
    found = find_by_text(conn, typed, limit)
    return [Hit((How.INSIDE, Kind.NAME if matched == name else Kind.PERSON), number) for number, name, matched in found]


def _wide(text: str) -> str:
    """Return the text in full width, as Chinese input methods type Latin letters."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
