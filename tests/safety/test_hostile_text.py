"""No control byte of anybody's data leaves the program: what the terminal is sent, the shell prints, a report holds."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from wcwidth import wcwidth

from repdesk.crash import calm_message
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.backups.rows import backups
from repdesk.desk.drafts import Drafts, HalfTyped
from repdesk.desk.evening.writing import add_task
from repdesk.desk.exporting import export
from repdesk.models.call import Call
from repdesk.models.deal import Deal
from repdesk.screens.plan import PlanScreen
from repdesk.screens.plan.pages import FROZEN
from repdesk.text import cleaned
from repdesk.widgets.fields import Field
from repdesk.widgets.plain import cells, plain
from repdesk.widgets.row_list import RowList
from tests.cli.running import Shell
from tests.desk.making import a_book, fill
from tests.safety.hostile import let_through, let_through_near, payloads
from tests.screens.working import Desk, a_desk

ALL = payloads()
SAMPLE = ALL[7::30]
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
    ids = list(desk.today.ids)
    assert len(ids) == len(texts)
    for number, account_id in enumerate(ids):
        desk.today.take(account_id)
        over = (["y"], ["z"], ["space"], ["t", "x"]) if number % 4 == 0 else ()
        for keys in (["enter", "pagedown"], *over):
            await desk.press(*keys)
            await desk.pilot.pause()
            await desk.press("escape")
        await desk.press("n")
        await desk.pilot.pause()
        if number % 4 == 0:
            await desk.press("/", *(sign for sign in cleaned(texts[account_id - 1])[:6] if sign.isalnum()))
            await desk.pilot.pause()
            await desk.press("escape")
    await desk.press("T", "end", "pageup")
    await desk.pilot.pause()
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


def nothing_let_through(sent: list[str]) -> None:
    output = "".join(sent)
    assert len(output) > 3_000
    assert let_through(output) == [], let_through_near(output)


@pytest.mark.parametrize("texts", [SAMPLE, pytest.param(ALL, marks=pytest.mark.soak)])
async def test_the_welcome_and_what_it_says_of_a_file(
    tmp_path: Path, tmp_book: Path, sent: list[str], texts: list[str]
) -> None:
    """Headings, values that are no stage, and problems of a file are shown before anything is brought in."""
    in_file = [text.replace("\x00", "").replace('"', "") for text in texts]
    for number in range(0, len(in_file), 7):  # the last page shows eight problems of a file
        file = tmp_path / f"in{number}.csv"
        rows = "".join(f'"{text}","{text}","{text}","{text}"\n' for text in in_file[number : number + 7])
        heads = f'客户名称,电话,阶段,"{in_file[number]}"\n'
        file.write_text(heads + rows, encoding="utf-8", errors="replace")
    async with a_desk(tmp_book, size=(120, 36)) as desk:
        await desk.press("enter")
        await desk.shows("Which file?")
        for number in range(0, len(in_file), 7):
            field = desk.app.screen.query_one(Field)
            field.value = str(tmp_path / f"in{number}.csv")
            await desk.press("enter")
            await desk.until(lambda: "found out" in desk.text())
            for _page in range(4):  # the columns, the first rows, who is met twice, the last page with its problems
                await desk.press("enter")
                await desk.pilot.pause()
            await desk.shows("bring it in; one undo takes it back")
            await desk.press(*["escape"] * 5)
            await desk.shows("Which file?")
        field = desk.app.screen.query_one(Field)
        field.value = str(tmp_path / f"no{texts[0]}such")
        await desk.press("enter")
        await desk.until(lambda: "Which file?" in desk.text())
    nothing_let_through(sent)


@pytest.mark.parametrize("texts", [SAMPLE[:3], pytest.param(ALL, marks=pytest.mark.soak)])
async def test_the_backups_of_a_healthy_and_of_a_broken_book(tmp_path: Path, sent: list[str], texts: list[str]) -> None:
    """The notes beside the backups, and the names of files and folders, are written by whoever can write there."""
    folder = tmp_path / "a\x1b]0;owned\x07\u202eb"
    folder.mkdir()
    path = folder / "bo\x9b7654mok\u2066.db"
    with a_book(path) as book:
        fill(book, {"name": "Alder"})
        back_up(book)
    (row,) = backups(path)
    note = json.loads(row.path.with_suffix(".json").read_text("utf-8"))
    async with a_desk(path) as desk:
        await desk.until(lambda: desk.today.line is not None)
        for text in texts:
            row.path.with_suffix(".json").write_text(json.dumps(note | {"act": text, "why": text}), encoding="utf-8")
            await desk.press("B")
            await desk.shows("with this backup")
            await desk.press("enter")
            await desk.pilot.pause()
            await desk.press("escape", "escape")
            await desk.until(lambda: desk.app.screen is desk.today)
    path.write_bytes(b"")
    async with a_desk(path, size=(120, 36)) as desk:
        await desk.shows("The book is empty")
        await desk.press("enter")
        await desk.pilot.pause()
    nothing_let_through(sent)


@pytest.mark.parametrize("left_out", ["repdesk.widgets.plain.visible", "repdesk.widgets.fields.visible"])
async def test_a_screen_that_left_the_cleaning_out_is_found_out(
    tmp_book: Path, sent: list[str], monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    monkeypatch.setattr(left_out, lambda text: text)
    a_hostile_book(tmp_book, ["\u202eowned \x9b7654m", "\x1b]52;c;aGk=\x07"])
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: desk.today.line is not None)
        await desk.press("escape", "t")  # the page of the day lies over today: there is something to do
        desk.app.post_message(events.Paste("a\u202e\x9b7654mb"))
        await desk.pilot.pause()
        await desk.press("escape")
    assert let_through("".join(sent)) != []


def test_no_crash_says_or_keeps_any_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the words of an error nor the names of folders steer the terminal that is told of it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a\x1b]0;owned\x07\u202e\x9b7654m"))
    for text in ALL:
        words = calm_message(ValueError(text))
        assert "owned" in words
        assert let_through(words) == []
    for report in tmp_path.rglob("crash-*.txt"):
        assert let_through(report.read_text("utf-8")) == []


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
        ("whatif", "--days", 3),
        ("plan",),
        ("day",),
        ("print",),
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


@pytest.mark.parametrize("texts", [SAMPLE, pytest.param(ALL, marks=pytest.mark.soak)])
def test_what_is_exported_steers_nobody_and_says_the_same(tmp_book: Path, tmp_path: Path, texts: list[str]) -> None:
    a_hostile_book(tmp_book, texts)
    file = tmp_path / "out.json"
    with a_book(tmp_book) as book:
        export(book, file)
    written = file.read_text("utf-8")
    assert let_through(written) == [], let_through_near(written)
    assert [row["name"] for row in json.loads(written)["tables"]["account"]] == texts


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
