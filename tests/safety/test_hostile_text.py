"""No control byte of anybody's data leaves the program: what the terminal is sent, the shell prints, a report holds."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from wcwidth import wcwidth

from repdesk.desk.drafts import Drafts, HalfTyped
from repdesk.desk.evening_writing import add_task
from repdesk.models.call import Call
from repdesk.models.deal import Deal
from repdesk.screens.plan import PlanScreen
from repdesk.screens.plan_pages import FROZEN
from repdesk.text import cleaned
from repdesk.widgets.plain import cells, plain
from repdesk.widgets.row_list import RowList
from tests.cli.running import Shell
from tests.desk.making import a_book, fill
from tests.safety.hostile import let_through, let_through_near, payloads
from tests.screens.working import Desk, a_desk

ALL = payloads()
SAMPLE = ALL[7::15]
TEXTS = ("industry", "region", "need", "notes", "currency")


def a_hostile_book(path: Path, texts: list[str]) -> None:
    """Put the texts in as no import would: uncleaned, in every place there is for a text."""
    with a_book(path) as book:
        people: list[dict[str, object]] = [
            {"name": text, "kp": text, **dict.fromkeys(TEXTS, text), "currency": "CNY"} for text in texts
        ]
        ids = fill(book, *people)
        with book.store.act("import", at=book.clock.stamp()) as act:
            today = book.clock.today().isoformat()
            for number, text in zip(ids, texts, strict=True):
                act.connection.execute(
                    "UPDATE phone SET raw = ?, extension = ? WHERE account_id = ?", (text, text, number)
                )
                call: dict[str, object] = {
                    "account_id": number,
                    "outcome": "talked",
                    "note": text,
                    "reason": text,
                    "day": "2026-10-20",
                }
                act.insert_many(Call, [{**call, "at": "2026-10-20T02:00:00.000000Z"}])
                act.insert_many(Deal, [{"account_id": number, "stage": 3, "name": text, "opened_on": today}])
        book.applied(act.change)
        for text in texts:
            add_task(book, "post", f"x{text}", book.clock.today())


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the driver is given to write, as it comes."""
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "is_headless", property(lambda _self: False))
    monkeypatch.setattr(HeadlessDriver, "write", lambda _self, data: written.append(data))
    monkeypatch.setattr("repdesk.app.heed_hang_up", lambda _app: None)
    return written


async def everywhere(desk: Desk, texts: list[str]) -> None:
    """Go to every screen there is, with each customer in hand; what only has the name over it, with each fourth."""
    visited = set()
    for number, text in enumerate(texts):
        visited.add(desk.today.in_hand)
        over = (["y"], ["z"], ["space"], ["t", "x"]) if number % 4 == 0 else ()
        for keys in (["enter", "pagedown"], *over):
            await desk.press(*keys)
            await desk.pilot.pause()
            await desk.press("escape")
        await desk.press("n")  # the cursor goes to the next in line
        await desk.pilot.pause()
        if number % 4 == 0:
            await desk.press("/", *(sign for sign in cleaned(text)[:6] if sign.isalnum()))
            await desk.pilot.pause()
            await desk.press("escape")
    assert len(visited) >= len(texts) * 3 // 4  # a call may bring the cursor back to one seen before
    for place in "345":
        await desk.press(place)
        await desk.until(lambda: not desk.app.workers)
    plan = desk.app.screen
    assert isinstance(plan, PlanScreen)
    for page in range(FROZEN + 1):
        plan.show_page(page)
        await desk.pilot.pause()
    await desk.press("3")
    await desk.press("end", "enter", "S", "escape", "escape", "1", "question_mark", "escape")
    desk.today.action_acts()
    await desk.pilot.pause()
    await desk.press("escape", "u", "U")


@pytest.mark.parametrize(
    "texts", [SAMPLE, *(pytest.param(ALL[n : n + 20], marks=pytest.mark.soak) for n in range(0, 300, 20))]
)
async def test_every_screen(tmp_book: Path, sent: list[str], texts: list[str]) -> None:
    a_hostile_book(tmp_book, texts)
    with a_book(tmp_book) as book:
        Drafts(book).end([HalfTyped("move", 1, {}, {"0": texts[0]}), HalfTyped("task", None, {}, {"0": texts[1]})])
    async with a_desk(tmp_book, size=(120, 36)) as desk:
        await desk.shows("not saved")
        await desk.press("backspace", "enter")
        await desk.press("1", "1")
        await desk.until(lambda: desk.today.line is not None)
        await everywhere(desk, texts)
    output = "".join(sent)
    assert len(output) > 50_000
    assert let_through(output) == [], let_through_near(output)


@pytest.mark.parametrize("texts", [SAMPLE, pytest.param(ALL, marks=pytest.mark.soak)])
def test_every_command(tmp_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], texts: list[str]) -> None:
    a_hostile_book(tmp_book, texts)
    shell = Shell(tmp_book, capsys)
    file = tmp_path / "in.csv"
    rows = "".join(f'"{text}","{text}",{date(2026, 1, 1)}\n'.replace("\x00", "") for text in texts)
    file.write_text(f"客户名称,电话,下次联系\n{rows}", encoding="utf-8", errors="replace")
    words: list[tuple[object, ...]] = [
        ("import", file),
        ("today", "--all"),
        ("accounts",),
        ("funnel",),
        ("plan",),
        ("acts", "--all"),
        ("undo",),
        *(("why", number) for number in range(1, len(texts) + 1)),
        *(("log", 1, "t", "--note", text.replace("\x00", "")) for text in texts),
        *(("add", text.replace("\x00", ""), "--phone", text.replace("\x00", "")) for text in texts),
        *((text.replace("\x00", ""),) for text in texts),
    ]
    for command in words:
        for more in ((), ("--json",)):
            try:
                _code, out, err = shell.run(*command, *more)
            except SystemExit:
                out, err = capsys.readouterr()
            assert let_through(out + err) == [], command
            if more and out.strip():
                json.loads(out)


def test_an_import_keeps_newline_and_tab_alone_and_lists_the_rest(
    tmp_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.csv"
    bad = "a\x1b]52;c;aGk=\x07b\u202ec\x9bd"
    file.write_text(f'客户名称,电话,备注\n"{bad}",13800138000,"one\ntwo\tthree"\n', encoding="utf-8")
    shell = Shell(tmp_book, capsys)
    said = shell.json("import", file)
    assert any(problem["row"] == 2 for problem in said["problems"])
    with a_book(tmp_book) as book:
        (name, notes) = book.read().execute("SELECT name, notes FROM live_account").fetchone()
    assert name == "a␛]52;c;aGk=␇b␦c␦d"
    assert notes == "one\ntwo\tthree"


def test_these_tests_bite() -> None:
    assert len(ALL) == 300
    plain_ones = [text for text in ALL if not let_through(text)]
    kept = {sign for text in plain_ones for sign in text if unicodedata.category(sign) in ("Cc", "Cf")}
    assert kept <= {"\n", "\r", "\u200c", "\u200d"}  # line ends, and the two joiners that scripts need
    assert len(plain_ones) < 45  # markup, line ends and the two joiners


def names_of_every_width() -> list[str]:
    """Return 500 names: narrow, wide, halves of either, joined, combined, cut and repeated."""
    parts = [
        "Acme",
        "荣泰",
        "𠀀𠮷",
        "ｱｲｳ",
        "ＡＢＣ",
        "한국",
        "e\u0301le\u0300ve",
        "👨‍👩‍👧",
        "🇨🇳",
        "❤️",
        "👍🏽",
        "ไทย",
        "नमस्ते",
        "עברית",
        "العربية",
    ]
    parts += ["ﾊﾟﾋﾟ", "a\u0300\u0301\u0302b", "①②", "—“”…", "㈱", "ﷺ", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u200bx", "ǅ"]
    return [f"{one}{other}" * (1 + n % 3) for n, one in enumerate(parts) for other in parts][:500]


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 36), marks=pytest.mark.soak)])
async def test_no_name_shifts_a_column(tmp_book: Path, size: tuple[int, int]) -> None:
    """Whoever counts, Rich or a terminal by wcwidth, comes to the same column at the end of every cell."""
    names = names_of_every_width()
    assert len(names) == 500
    wrong = [name for name in names if cells(plain(name)) != sum(max(0, wcwidth(sign)) for sign in plain(name))]
    assert wrong == []
    async with a_desk(tmp_book, *({"name": name, "kp": name} for name in names), size=size) as desk:
        lists: list[Callable[[], Awaitable[None]]] = [
            lambda: desk.press("home"),
            lambda: desk.press("3", "home", "down", "enter"),
        ]
        for open_list in lists:
            await open_list()
            await desk.until(lambda: bool(desk.app.screen.query(RowList)) and not desk.app.workers)
            for _page in range(500 // (size[1] - 10)):
                for line in desk.lines():
                    assert sum(max(0, wcwidth(sign)) for sign in line) == size[0], line
                await desk.press("pagedown")
                await desk.pilot.pause()
