"""A whole day by keyboard on an imported book: from no book at all to the next morning's list, which is the plan's."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from repdesk import i18n
from repdesk.desk.card import card
from repdesk.screens.find import FindScreen
from repdesk.screens.funnel import FunnelScreen
from repdesk.screens.plan import PlanScreen
from repdesk.screens.plan.pages import BESIDES, DAY, FROZEN, LEARN, LOAD, LOOSE, TOMORROW
from repdesk.screens.schedule import ScheduleScreen
from repdesk.store.checking.check import check
from tests.cli.running import Shell
from tests.desk.making import a_book

from .rep import AT_ONCE, bring_in, fill_the_line, go, log, on_field, open_card, shown_card
from .working import Desk, a_desk

MORNING = "nntngbnicnpwnngtnnsnbnrtnnincnngtnnpnnbtnnwnngnxnnrtninnbngt"
EVENING = datetime(2026, 11, 23, 18, 5)
NEXT = datetime(2026, 11, 24, 8, 45)


async def edit_the_card(desk: Desk) -> int:
    """Open the card in hand, put three facts on record where they stand, walk along the list and back."""
    await open_card(desk)
    account_id = desk.today.in_hand
    assert account_id is not None
    await go(desk, "field", "need")
    await desk.press("e")
    await desk.press("ctrl+u")
    await desk.type("三年期, 6月前")
    await desk.press("enter")
    await desk.shows("三年期, 6月前")
    await go(desk, "intent")
    await desk.press("e", "4")
    await desk.until(lambda: shown_card(desk).book.account(account_id).intent == 4)
    await desk.press("right_square_bracket")
    await desk.until(lambda: shown_card(desk).in_hand != account_id)
    await desk.press("left_square_bracket")
    await desk.until(lambda: shown_card(desk).in_hand == account_id)
    await desk.press("escape")
    await desk.until(lambda: desk.app.screen is desk.today)
    return account_id


async def put_a_call_off(desk: Desk) -> int:
    """Move a call of tomorrow by a typed date and then a day on by key; return whose it was."""
    await desk.press("4")
    await desk.until(lambda: isinstance(desk.app.screen, ScheduleScreen))
    schedule = desk.app.screen
    assert isinstance(schedule, ScheduleScreen)
    await desk.press("right")
    await desk.until(lambda: schedule.chosen == date(2026, 11, 24) and bool(schedule.ids))
    account_id = schedule.in_hand
    assert account_id is not None
    await desk.press("z")
    await desk.type("+4d")
    await desk.press("enter")
    await desk.until(lambda: account_id not in schedule.ids)
    await desk.press("right", "right", "right")
    await desk.until(lambda: schedule.chosen == date(2026, 11, 27))
    schedule.follow(account_id)
    await desk.press("greater_than_sign")
    await desk.until(lambda: account_id not in schedule.ids)
    nxt = schedule.book.account(account_id).next_call
    assert nxt is not None
    assert nxt.date == date(2026, 11, 30)
    await desk.press("1")
    await desk.until(lambda: desk.app.screen is desk.today)
    return account_id


async def to_page(desk: Desk, plan: PlanScreen, page: int) -> None:
    """Press Enter until this page of the plan is shown."""
    while plan.page != page:
        await next_page(desk, plan)


async def next_page(desk: Desk, plan: PlanScreen) -> None:
    before = plan.page
    await desk.press("enter")
    await desk.until(lambda: plan.page != before and not desk.app.workers)


async def plan_tomorrow(desk: Desk) -> tuple[list[int], int, int]:
    """Walk the evening's pages; return tomorrow's list as it was frozen, who was dropped and who was added."""
    await desk.press("5")
    await desk.until(lambda: isinstance(desk.app.screen, PlanScreen) and not desk.app.workers)
    plan = desk.app.screen
    assert isinstance(plan, PlanScreen)

    assert plan.page == LOOSE
    await to_page(desk, plan, TOMORROW)
    rows = plan.foremost.rows
    dropped = next(row.account_id for row in rows if not row.promised)
    plan.foremost.go_to(dropped)
    await desk.press("backspace")
    await desk.until(lambda: plan.ahead is not None and dropped not in plan.ids and not desk.app.workers)
    await desk.press("a")
    await desk.until(lambda: isinstance(desk.app.screen, FindScreen))
    await desk.type("公司")
    ids = set(plan.ids)
    await desk.until(lambda: bool(desk.app.screen.query_one("FoundList").rows))  # type: ignore[attr-defined]
    finder = desk.app.screen
    assert isinstance(finder, FindScreen)
    added = next(
        found.account_id
        for found in finder._list.rows
        if found.account_id not in ids | {dropped} and callable_tomorrow(plan, found.account_id)
    )
    await desk.press(*["down"] * [found.account_id for found in finder._list.rows].index(added))
    await desk.press("enter")
    await desk.until(lambda: added in plan.ids and not desk.app.workers)
    await to_page(desk, plan, LOAD)
    await to_page(desk, plan, BESIDES)
    await desk.type("寄样品")
    await desk.press("enter")
    await desk.until(lambda: desk.app.screen is not plan)
    await desk.press("6")  # what kind of work it is: no leading word said so
    await desk.until(lambda: len(plan.tasks.rows) == 1 and not plan.field.value)
    await to_page(desk, plan, LEARN)
    await desk.type("先问预算")
    await to_page(desk, plan, DAY)
    await desk.shows("60")
    await to_page(desk, plan, FROZEN)
    frozen = list(plan.ids)
    assert dropped not in frozen
    assert added in frozen
    await desk.press("enter")
    await desk.until(lambda: desk.app.screen is desk.today)
    return frozen, dropped, added


def callable_tomorrow(plan: PlanScreen, account_id: int) -> bool:
    account = plan.book.account(account_id)
    return account.phones > 0 and account.last_call != date(2026, 11, 23) and not account.do_not_call


async def test_a_whole_day_from_no_book_to_the_next_mornings_list(
    shared_data: Path, tmp_book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with a_desk(tmp_book, size=(120, 36)) as desk:
        await bring_in(desk, shared_data / "book-zh-1000.csv")
        order = [row.account_id for row in desk.today.day.rows]
        assert len(order) == 60
        edited = moved = 0
        for number, key in enumerate(MORNING):
            await log(desk, key, f"第{number}")
            if number == 12:
                edited = await edit_the_card(desk)
            if number == 30:
                moved = await put_a_call_off(desk)
        assert desk.today.day.head.calls == 60
        assert [row.account_id for row in desk.today.day.rows if row.account_id in order] == order
        desk.clock.moment = EVENING
        planned, dropped, _added = await plan_tomorrow(desk)
        assert moved not in planned
        shown = [row.account_id for row in desk.today.day.rows if row.account_id in order]
        assert shown == order  # today is still today's
    shell = Shell(tmp_book, capsys)
    shell.now = "2026-11-23T20:00"
    told = shell.json("plan")
    assert [item["account_id"] for item in told["items"]] == planned
    async with a_desk(tmp_book, size=(120, 36), now=NEXT) as desk:
        await desk.shows("先问预算")
        await desk.until(lambda: not desk.app.workers)
        assert [row.account_id for row in desk.today.day.rows] == planned
        assert desk.today.day.frozen
        assert dropped not in planned
        await desk.press("enter")  # from the page of the day to its list
        await log(desk, "n", "")
        assert [row.account_id for row in desk.today.day.rows] == planned
    with a_book(tmp_book, now=NEXT) as book:
        assert check(book.store) == []
        assert card(book, edited).fields.need == "三年期, 6月前"
        (made,) = (
            book.read().execute("SELECT count(*) FROM live_call WHERE imported = 0 AND day = '2026-11-23'").fetchone()
        )
        assert made == 60


@pytest.fixture
def _in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    if not (i18n.LOCALE / "zh_CN" / "LC_MESSAGES" / "repdesk.mo").exists():
        pytest.skip("the catalogue is not compiled")
    monkeypatch.setenv("REPDESK_LANG", "zh_CN")
    i18n._translations.cache_clear()


FULL_WIDTH = {"n": "１", "b": "２", "w": "３", "g": "４", "t": "６", "i": "７", "p": "８"}


async def log_by_menu(desk: Desk, key: str, note: str) -> None:
    """Log a call as under a Chinese input method: the menu by Space, the outcome by a full-width digit."""
    made = desk.today.day.head.calls
    await desk.burst("　")
    await desk.until(lambda: desk.app.screen is not desk.today)
    await desk.burst(FULL_WIDTH[key])
    if key not in AT_ONCE:
        await fill_the_line(desk, note)
    await desk.until(lambda: desk.today.day.head.calls == made + 1)


@pytest.mark.usefixtures("_in_chinese")
async def test_a_day_at_80_columns_in_chinese(shared_data: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book) as desk:

        def whole() -> None:
            assert {cell_len(line) for line in desk.lines()} == {80}

        await bring_in(desk, shared_data / "book-zh-1000.csv")
        whole()
        for key in "ntbgwipnnt":
            await log_by_menu(desk, key, "月底前定，要三年期")
            whole()
        await desk.burst("？")
        await desk.until(lambda: desk.app.screen is not desk.today)
        whole()
        await desk.press("escape")
        await open_card(desk)
        whole()
        await go(desk, "field", "need")
        await desk.press("e")
        await desk.type("三年期")
        await desk.press("enter")
        await desk.shows("三年期")
        assert on_field(desk).part == "need"
        await desk.burst("３")
        await desk.until(lambda: isinstance(desk.app.screen, FunnelScreen))
        whole()
        await desk.burst("４")
        await desk.until(lambda: isinstance(desk.app.screen, ScheduleScreen))
        whole()
        desk.clock.moment = EVENING
        await desk.burst("５")
        await desk.until(lambda: isinstance(desk.app.screen, PlanScreen) and not desk.app.workers)
        plan = desk.app.screen
        assert isinstance(plan, PlanScreen)
        while plan.page != FROZEN:
            whole()
            await next_page(desk, plan)
        whole()
        planned = list(plan.ids)
    async with a_desk(tmp_book, now=NEXT) as desk:
        await desk.until(lambda: not desk.app.workers)
        assert [row.account_id for row in desk.today.day.rows] == planned
        assert desk.today.day.morning[:12] in desk.text()
        assert "planned" not in desk.text()
