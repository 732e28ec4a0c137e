"""Text reduced to what counts when two are compared: headings, names of stages, names of customers."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from repdesk.rules.simplified import simplified


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return only the letters and digits of `text`: one width, one case, simplified characters."""
    return "".join(sign for sign in simplified(text) if sign.isalnum())


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: width, case, blanks and unseen signs do not count."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    if folded.isalnum():
        return folded
    return "".join(sign for sign in folded if not _unseen(sign))


def _unseen(sign: str) -> bool:
    """Say whether a sign is a blank, takes no room, or stands for a control sign that was replaced on the way in."""
    return unicodedata.category(sign)[0] in "ZC" or "\u2400" <= sign <= "\u2426"
