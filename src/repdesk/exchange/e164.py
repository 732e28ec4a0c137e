"""Numbers in their international form: whether one may exist, and whether a text says its country itself."""

from __future__ import annotations

import re
import unicodedata

_SHAPE = re.compile(r"\+[1-9]\d{6,14}")
_CHINESE_MOBILE = re.compile(r"\+861[3-9]\d{9}")
_WITH_COUNTRY = re.compile(r"\s*\(?\s*(?:\+|00[1-9])")


def may_exist(e164: str) -> bool:
    """Say whether this is an international number of a kind that its country gives out."""
    if _CHINESE_MOBILE.fullmatch(e164):  # by its shape: new ranges come into use before a library lists them
        return True
    if not _SHAPE.fullmatch(e164):
        return False
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(e164)))
    except phonenumbers.NumberParseException:
        return False


def says_its_country(text: str) -> bool:
    """Say whether a number as it was given begins with the code of its country."""
    return _WITH_COUNTRY.match(unicodedata.normalize("NFKC", text)) is not None


def is_country(code: str) -> bool:
    """Say whether numbers of a country (ISO 3166) can be read."""
    import phonenumbers

    return code in phonenumbers.SUPPORTED_REGIONS
