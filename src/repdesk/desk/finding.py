"""Finding a customer by any part of a name, a contact or a number."""

from __future__ import annotations

import re
import unicodedata

from repdesk.desk.book import Book
from repdesk.desk.rows import Found
from repdesk.rules.standing import grade, stage_of
from repdesk.store.read_customer import find_by_number, find_by_text, read_suppressed

_NOT_DIGITS = re.compile(r"\D")
_NUMBER = re.compile(r"[\d\s()+./-]+")


_LONGEST = 100


def _wide(text: str) -> str:
    """Return the text in full width, as Chinese input methods type Latin letters."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def find(book: Book, text: str, limit: int = 20) -> tuple[Found, ...]:
    """Return accounts whose name, contact or number holds `text`, names that begin with it first; none for blanks."""
    wanted = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    if not wanted:
        return ()
    hits = find_by_text(book.read(), wanted, limit)
    for wide in dict.fromkeys((_wide(wanted), _wide(wanted.upper()), _wide(wanted.lower()))):
        if wide != wanted:  # a name that was typed in full width
            hits += find_by_text(book.read(), wide, limit)
    digits = _NOT_DIGITS.sub("", wanted)
    if digits and _NUMBER.fullmatch(wanted):
        by_number = find_by_number(book.read(), digits.removeprefix("00"), limit)
        if digits.startswith("0"):  # a trunk 0 is not part of the international number
            by_number += find_by_number(book.read(), digits.lstrip("0"), limit)
        hits = by_number + hits
    today = book.clock.today()
    found: dict[int, Found] = {}
    barred = read_suppressed(book.read(), (matched for _id, _name, matched in hits if matched.startswith("+")))
    for account_id, name, matched in hits:
        if account_id not in found and len(found) < limit:
            account = book.account(account_id)
            letter = grade(account, today, book.policy).grade
            stage = stage_of(account, today)
            found[account_id] = Found(account_id, name, matched, letter, stage, matched in barred)
    return tuple(found.values())
