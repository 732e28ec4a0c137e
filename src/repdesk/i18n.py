"""The user's language: gettext over the catalogues in `locale/`."""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


@lru_cache(maxsize=1)
def _translations() -> gettext.NullTranslations:
    """Load the catalogue of REPDESK_LANG, else of LANGUAGE, LC_ALL, LC_MESSAGES or LANG; English without one."""
    chosen = os.environ.get("REPDESK_LANG")
    return gettext.translation("repdesk", LOCALE, languages=[chosen] if chosen else None, fallback=True)


def language() -> str:
    """Return the language that is spoken, such as zh_CN, by its catalogue; en where there is none for the user's."""
    return _translations().info().get("language") or "en"


def _(message: str) -> str:
    """Return `message` in the user's language; gettext itself would answer "" with the catalogue's header."""
    return _translations().gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form for `n`, with `%(n)s` left to fill in."""
    return _translations().ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Mark a constant for the catalogue; it is translated where it is used."""
    return message
