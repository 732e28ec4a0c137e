"""The time zones a phone number may ring in, by its area code, as far as that says it."""

from __future__ import annotations

from functools import lru_cache

_UNKNOWN = "Etc/Unknown"


@lru_cache(maxsize=4096)
def zones_of_number(e164: str) -> tuple[str, ...]:
    """Return the zones of an international number, none where nothing is known; what is looked up in loads slowly."""
    import phonenumbers
    from phonenumbers.timezone import time_zones_for_number

    try:
        found = time_zones_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return ()
    return tuple(zone for zone in found if zone != _UNKNOWN)
