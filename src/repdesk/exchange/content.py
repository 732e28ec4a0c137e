"""What a file holds, told by its first bytes, and those bytes as text."""

from __future__ import annotations

import re
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.exchange.encodings import UndecodableError, decode
from repdesk.exchange.limits import UNPACKED, too_many_bytes
from repdesk.exchange.reading import Format
from repdesk.i18n import _
from repdesk.text import visible

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OTHERS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"{\\rtf",
    b"PK\x05\x06",
)  # fmt: skip
_MARKUP = ("<?xml", "<html", "<!doctype", "<table", "<meta")
_BEGINNING = 400
_CARD = re.compile(rb"BEGIN\s*:\s*VCARD", re.IGNORECASE)
_JSON = re.compile(rb'\[\s*[\[{\]]|\{\s*["}]')


def format_of(path: Path) -> Format:
    """Return what kind of table a file holds.

    RepdeskError where there is no file, it is a folder, cannot be read, is empty, too large, or of a kind that no table
    comes in.
    """
    beginning, size = _beginning(path)
    if beginning.startswith(_WORKBOOKS):
        return "workbook"
    if size > UNPACKED:
        raise too_many_bytes()
    if beginning.startswith(_OTHERS):
        raise no_table()
    signs = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _CARD.match(signs):
        return "vcard"
    return "json" if _JSON.match(signs) else "text"


def bytes_of(path: Path) -> bytes:
    """Return all of a file that `format_of` has let through."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    if not data.strip():
        raise _empty(path)
    return data


def text_of(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of `data` and its encoding, which is found out where it is None.

    RepdeskError for what is no text, for markup, blanks alone, and an encoding that is not known.
    """
    try:
        text, found = decode(data, encoding)
    except UndecodableError as error:
        raise no_table() from error
    except (LookupError, ValueError):
        raise RepdeskError(_("There is no such encoding."), visible(encoding or "")) from None
    beginning = text[:_BEGINNING].lstrip().lower()
    if beginning.startswith(_MARKUP):  # what many programs call a workbook
        raise RepdeskError(
            _("This is a web page or XML, whatever its name says."),
            hint=_("Open it in a spreadsheet and save it as XLSX or CSV."),
        )
    if not beginning and not text.strip():
        raise RepdeskError(_("The file is empty."))
    return text, found


def no_table() -> RepdeskError:
    """Return the refusal of a file that is of no kind a table comes in."""
    return RepdeskError(
        _("This file is no table that can be imported."),
        hint=_("Save it from the spreadsheet as CSV or XLSX."),
    )


def _beginning(path: Path) -> tuple[bytes, int]:
    """Return the first bytes of a file, and its size."""
    try:
        if path.exists() and not path.is_file():
            raise RepdeskError(_("This is a folder or a device, not a file."), visible(str(path)))
        with path.open("rb") as file:
            beginning, size = file.read(_BEGINNING), path.stat().st_size
    except FileNotFoundError as error:
        raise RepdeskError(_("There is no such file."), visible(str(path))) from error
    except ValueError as error:
        raise RepdeskError(_("This is no name of a file."), visible(str(path))) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if not beginning:
        raise _empty(path)
    return beginning, size


def unreadable(path: Path, error: OSError) -> RepdeskError:
    """Return the refusal of a file that the system does not give."""
    return RepdeskError(_("The file cannot be read."), f"{visible(str(path))}: {error.strerror}")


def _empty(path: Path) -> RepdeskError:
    return RepdeskError(_("The file is empty."), visible(str(path)))
