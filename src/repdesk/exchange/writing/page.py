"""A page to read or print in any browser: everything it needs is in it, and nothing in it runs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from repdesk.text import cleaned

_STYLE = """
@page { size: A4; margin: 14mm 12mm 16mm; }
* { box-sizing: border-box; }
body { font: 10pt/1.35 system-ui, "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  color: #000; background: #fff; max-width: 186mm; margin: 0 auto; padding: 4mm; }
h1 { font-size: 15pt; margin: 0 0 1mm; }
h2 { font-size: 11.5pt; margin: 5mm 0 1mm; border-bottom: 0.3mm solid #000; }
p { margin: 0 0 2mm; }
a { color: inherit; }
table { border-collapse: collapse; width: 100%; }
thead { display: table-header-group; }
tr, .together { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 0.8mm 1.5mm; overflow-wrap: anywhere; white-space: pre-wrap; }
th { font-size: 8.5pt; border-bottom: 0.3mm solid #000; white-space: nowrap; }
.together { border-bottom: 0.2mm solid #888; }
.number { text-align: right; white-space: nowrap; }
.name { font-weight: 600; }
.small { font-size: 8.5pt; color: #333; }
.phone { white-space: nowrap; font-variant-numeric: tabular-nums; }
.write td { height: 7mm; border-bottom: 0.2mm dotted #888; }
@media print { body { padding: 0; max-width: none; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def shown(text: str) -> str:
    """Return text from data as a page shows it, never as a part of the page."""
    return escape(cleaned(text))


def element(tag: str, text: str, kind: str = "") -> str:
    """Return an element with this text."""
    return wrapped(tag, shown(text), kind)


def wrapped(tag: str, inner: str, kind: str = "") -> str:
    """Return an element around what is markup already."""
    of_kind = f' class="{kind}"' if kind else ""
    return f"<{tag}{of_kind}>{inner}</{tag}>"


def row(cells: Iterable[tuple[str, str]], tag: str = "td") -> str:
    """Return a row of a table: markup and kind of each cell."""
    return wrapped("tr", "".join(wrapped(tag, inner, kind) for inner, kind in cells))


def page(title: str, body: Iterable[str]) -> str:
    """Return a whole page around markup; a policy in its head has browsers load and run nothing."""
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    head += '<meta name="viewport" content="width=device-width">' + element("title", title)
    return (
        f"<!doctype html>\n<html><head>{head}<style>{_STYLE}</style></head><body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )
