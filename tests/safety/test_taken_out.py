"""Files taken out of a hostile book: nothing in them runs, steers a terminal, or is read by others."""

from __future__ import annotations

import re
import stat
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import openpyxl
import pytest

from repdesk.desk.calendar_file import write_calendar
from repdesk.desk.sheet import Sheet
from repdesk.desk.taking_out import FORMS, take_out
from repdesk.desk.taking_out.handing_over import hand_over
from repdesk.desk.taking_out.printing import call_sheet, print_page
from repdesk.widgets.card.timeline import whole
from tests.desk.making import a_book
from tests.safety.hostile import payloads
from tests.safety.test_hostile_text import a_hostile_book

STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
MARKUP = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><base href=//x>",
    "javascript:alert(1)",
]
NAMES = ["../../up", "a/b\\c", "CON", "..", "name\nwith: lines?*", "." * 300, "客" * 300]
TEXTS = [*MARKUP, *NAMES, *(f"={text}" for text in MARKUP)]


class Page(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.seen |= {f"@{name}" for name, _value in attrs}
        for name, value in attrs:
            assert name != "href" or re.fullmatch(r"customers/[\w%.~-]+\.html", value or ""), value


@pytest.mark.parametrize("texts", [TEXTS + payloads()[::20], pytest.param(TEXTS + payloads(), marks=pytest.mark.soak)])
def test_nothing_that_is_taken_out_steers_runs_or_leaves_its_folder(
    tmp_book: Path, tmp_path: Path, texts: list[str]
) -> None:
    a_hostile_book(tmp_book, texts)
    out = tmp_path / "out"
    with a_book(tmp_book) as book:
        sheet = Sheet(book)
        ids = sorted(sheet.accounts)
        for form in FORMS:
            take_out(sheet, ids, out / f"file.{form}", form)
        print_page(call_sheet(book), out / "today.html")
        write_calendar(book, out / "calls.ics", names=True)
        hand_over(sheet, ids, out / "pack", whole, texts[0])
        hand_over(sheet, ids, out / "pack.zip", whole, texts[0])
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) == len(FORMS) + 3 + len(ids) + 3
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert len(path.name.encode()) <= 255
        if path.suffix not in (".xlsx", ".zip"):
            assert not STEERING.search(path.read_text("utf-8")), path
        if path.suffix == ".html":
            seen = Page(path.read_text("utf-8")).seen
            assert not seen & {
                "script",
                "img",
                "base",
                "iframe",
                "link",
                "object",
                "form",
                "@onerror",
                "@src",
                "@style",
            }
    for page in openpyxl.load_workbook(out / "file.xlsx").worksheets:
        assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(out / "pack.zip") as packed:
        assert all(name.startswith("pack/") and ".." not in Path(name).parts for name in packed.namelist())
    assert not icalendar.Calendar.from_ical((out / "calls.ics").read_bytes()).errors
    assert {path.name for path in tmp_path.iterdir()} >= {"out", "book.db"}
