"""Memory given back that Textual holds on to: in an app that is open all day it would come to tens of megabytes."""

from __future__ import annotations

from textual._styles_cache import StylesCache

SECONDS = 60.0


def let_go_of_closed() -> None:
    """Have Textual let go of what it painted of widgets that are gone: a cache of its own keeps the last thousand.

    What is open is looked up anew when it is painted next. A Textual that has no such cache is left alone.
    """
    clear = getattr(getattr(StylesCache, "get_inner_outer", None), "cache_clear", None)
    if clear is not None:
        clear()
