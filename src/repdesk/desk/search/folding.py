"""What is searched in and what is typed, brought to one form: width, case and accents make no difference."""

from __future__ import annotations

import unicodedata


class _Folds(dict[int, str]):
    """The folded form of each character that was met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign.isspace() or unicodedata.category(sign) == "Cc":
            folded = " "
        else:
            spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
            folded = "".join(" " if one.isspace() else one for one in spread if not _is_silent(one))
        self[code] = folded
        return folded


def _is_silent(sign: str) -> bool:
    """Say whether a sign is an accent, or takes no room."""
    return unicodedata.combining(sign) != 0 or unicodedata.category(sign) == "Cf"


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return `text` as it is searched: half width, lower case, no accents, one blank where there were several.

    Each character is folded for itself, so that a part of a text folds to a part of the folded text.
    """
    return " ".join(text.translate(_FOLDS).split())


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return `text` folded with all its blanks, and for each character of that the place in `text` it is from."""
    parts = [_FOLDS[ord(sign)] for sign in text]
    return "".join(parts), [place for place, part in enumerate(parts) for _sign in part]
