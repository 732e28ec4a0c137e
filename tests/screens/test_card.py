"""The customer's card by keyboard: everything on it, edited where it stands, walked along, called from."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from repdesk.desk.card import card
from repdesk.desk.customers import person
from repdesk.desk.opening import open_book
from repdesk.desk.undoing import undo
from repdesk.screens.ask import AskScreen
from repdesk.screens.card import CardScreen
from repdesk.screens.today import TodayScreen
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.fields import Field
from repdesk.widgets.picks import Picks
from tests.desk.making import SetClock

from .rep import go, on_field, open_card, shown_card, way_to
from .working import a_desk

ACME = {"name": "荣泰科技", "stage": 3, "intent": 3, "kp": "陈英娜", "need": "办理资质", "currency": "CNY"}
SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_field_is_edited_where_it_stands_and_undone(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk(tmp_book, ACME, size=size) as desk:
        await open_card(desk)
        await desk.shows("办理资质")
        await go(desk, "field", "need")
        line = next(n for n, text in enumerate(desk.lines()) if "办理资质" in text)
        await desk.press("e")
        await desk.burst(", plan by June")
        assert shown_card(desk).field.region.y == line
        await desk.press("enter")
        await desk.shows("need saved")
        assert "办理资质, plan by June" in desk.text()
        assert on_field(desk) == Spot("field", part="need")
        await desk.press("u")
        await desk.shows("Undone: an edit of a card")
        assert card(shown_card(desk).book, 1).fields.need == "办理资质"


async def test_the_next_call_is_edited_as_it_would_be_typed(tmp_book: Path) -> None:
    promised = {"day": "2026-11-27", "clock": "15:00", "promised": 1, "set_by": "customer", "purpose": "报价"}
    async with a_desk(tmp_book, ACME | {"next": promised}) as desk:
        desk.app.push_screen(CardScreen(desk.today.book, desk.today.keys, 1))
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen) and bool(shown_card(desk)._view.spots))
        await desk.shows('"报价"  asked for by the customer')
        await go(desk, "next_call")
        await desk.press("e")
        await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
        assert desk.app.screen.query_one(Field).value == "2026-11-27 15:00 promised for: 报价"
        await desk.press("enter")  # nothing was changed
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
        await desk.press("e")
        await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
        await desk.press("ctrl+u")
        await desk.type("not promised for the contract")
        await desk.shows("Fri 27 Nov 15:00  not promised  for: the contract")
        await desk.press("enter")
        await desk.shows('"the contract"  set by you')
        await desk.press("u")
        await desk.shows('"报价"  asked for by the customer')


async def test_esc_leaves_a_field_as_it_was_and_then_the_card(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME) as desk:
        await open_card(desk)
        await desk.press("e")
        await desk.type("xyz")
        await desk.press("escape")
        assert not shown_card(desk).typing
        assert card(shown_card(desk).book, 1).fields.name == "荣泰科技"
        await desk.press("escape")
        assert isinstance(desk.app.screen, TodayScreen)


async def test_what_is_refused_stays_typed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME) as desk:
        await open_card(desk)
        await go(desk, "field", "estimate")
        await desk.press("enter")
        await desk.type("a lot")
        await desk.press("enter")
        await desk.shows("This is no amount: a lot")
        assert shown_card(desk).field.value == "a lot"
        await desk.press(*["backspace"] * 5)
        await desk.type("1.6万")
        await desk.press("enter")
        await desk.shows("CNY 16,000")


async def test_a_fall_asks_why_and_is_on_the_timeline_with_its_reason(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME, size=(120, 36)) as desk:
        await open_card(desk)
        await go(desk, "stage")
        await desk.press("e", "2")
        await desk.shows("why back to KP engaged?")
        await desk.press("enter")
        await desk.type("budget cut")
        await desk.press("enter")
        await desk.shows("stage 3 → 2 (budget cut)")
        assert person(shown_card(desk).book, 1).stage == 2


async def test_a_contract_is_typed_in_three_steps_and_gives_stage_six(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME) as desk:
        await open_card(desk)
        await go(desk, "stage")
        await desk.press("e", "6")
        await desk.shows("amount, or nothing")
        for text in ("16782", "2026-11-01", "2026-10-01"):
            await desk.type(text)
            await desk.press("enter")
        await desk.shows("would end before it starts")
        await desk.press(*["backspace"] * 10)
        await desk.type("2027-10-31")
        await desk.press("enter")
        await desk.shows("a contract is on record, stage 3 → 6")
        known = card(shown_card(desk).book, 1)
        assert (known.contracts[0].end, known.person.stage) == (date(2027, 10, 31), 6)
        assert on_field(desk) == Spot("contract", known.contracts[0].id, "amount")
        await go(desk, "contract", "status")
        await desk.press("e")
        await desk.shows("The contract is")
        assert desk.app.screen.query_one(Picks).lines == ("1  sent out", "2  signed", "3  lost")


async def test_people_and_numbers_are_added_edited_and_taken_away_by_keyboard(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME, size=(120, 36)) as desk:
        await open_card(desk)
        await go(desk, "add_person")
        await desk.press("e")
        await desk.type("刘强")
        await desk.press("enter")
        await desk.shows("a person was added")
        assert on_field(desk) == Spot("person", 2, "name")
        await desk.press("right", "e")
        await desk.type("行政")
        await desk.press("enter")
        await desk.shows("title saved")
        await desk.press("right", "e")
        await desk.until(lambda: [who.is_kp for who in card(shown_card(desk).book, 1).people] == [True, True])
        await go(desk, "phone", "state")
        await desk.press("e")
        await desk.shows("wrong since 23 Nov")
        assert "B → D: no number is left" in desk.text()  # a grade that may be due
        await desk.press("e")
        await desk.shows("good on 23 Nov")
        await desk.press(*way_to(desk, Spot("person", 2, "name")), "backspace")
        await desk.shows("the person was taken away")
        await desk.press("u")
        await desk.until(lambda: len(card(shown_card(desk).book, 1).people) == 2)


async def test_do_not_call_is_set_with_a_reason_and_lifted_at_the_number(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME, size=(120, 36)) as desk:
        await open_card(desk)
        await go(desk, "do_not_call")
        await desk.press("e")
        await desk.type("asked by letter")
        await desk.press("enter")
        await desk.shows("do not call since 23 Nov: asked")
        await go(desk, "phone", "state")
        await desk.press("e")
        await desk.type("rang us today")
        await desk.press("enter")
        await desk.shows("the number may be called again")
        assert person(shown_card(desk).book, 1).callable


async def test_a_call_logged_from_the_card_stays_on_the_customer_and_shows_it(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME, {"name": "Other"}, size=(120, 36)) as desk:
        await open_card(desk)
        await desk.press("t")
        await desk.type("价格要再谈")
        await desk.press("enter")
        await desk.shows("talked  价格要再谈")
        assert shown_card(desk).in_hand == 1
        assert on_field(desk) == Spot("field", part="name")
        await desk.press("end", "enter")
        await desk.shows("number dialled: +86 138 0000 0001")
        await desk.press("escape", "escape")
        assert desk.today.day.head.calls == 1


async def test_one_walks_along_the_list_one_came_from(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *({"name": f"Firm {n}"} for n in range(1, 4))) as desk:
        ids = list(desk.today.ids)
        await open_card(desk)
        await desk.shows("1 of 3")
        await go(desk, "field", "need")
        await desk.press("]", "]")
        await desk.shows("3 of 3")
        assert (shown_card(desk).in_hand, on_field(desk)) == (ids[2], Spot("field", part="need"))
        await desk.press("]")
        await desk.shows("That was the last one.")
        await desk.press("[")
        await desk.shows("2 of 3")
        await desk.press("[", "[")
        await desk.shows("That is the first one.")


@pytest.mark.parametrize("size", SIZES)
async def test_every_field_can_be_reached_and_is_in_view(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk(tmp_book, {**ACME, "notes": "\n".join(["long"] * 30)}, size=size) as desk:
        await open_card(desk)
        view = shown_card(desk)._view
        for spot, place in view._laid.places.items():
            await desk.press(*way_to(desk, spot))
            top = round(view.scroll_target_y)
            assert on_field(desk) == spot
            assert top <= place.y < top + view.size.height


async def test_a_click_goes_to_a_field_and_a_second_one_edits_it(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME, size=(120, 36)) as desk:
        await open_card(desk)
        view = shown_card(desk)._view
        place = view._laid.places[Spot("field", part="industry")]
        await desk.pilot.click(view, offset=(place.x + 1, place.y))
        assert on_field(desk) == Spot("field", part="industry")
        assert not shown_card(desk).typing
        await desk.pilot.click(view, offset=(place.x + 1, place.y))
        await desk.type("building")
        await desk.press("enter")
        await desk.shows("industry saved")


async def test_a_customer_taken_back_meanwhile_closes_the_card_and_says_so(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME) as desk:
        await open_card(desk)
        await desk.press("u")  # what brought the customer into the book
        await desk.until(lambda: isinstance(desk.app.screen, TodayScreen))
        await desk.shows("There is no account 1 in this book")


async def test_a_customer_taken_back_under_a_dialog_closes_the_card_once_the_dialog_has_gone(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME) as desk:
        await open_card(desk)
        await desk.press("z")
        await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
        await desk.type("fri")
        other = open_book(tmp_book, SetClock(datetime(2026, 11, 23, 9, 5)))
        assert undo(other) is not None
        other.close()
        desk.app._follow()
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, AskScreen)  # what is typed stays until it is left
        assert desk.app.screen.query_one(Field).value == "fri"
        await desk.press("enter")
        await desk.shows("There is no account 1 in this book")
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, TodayScreen))
        await desk.shows("There is no account 1 in this book")


async def test_another_program_changes_nothing_under_what_is_typed(tmp_book: Path) -> None:
    from repdesk.desk.card.fields_writing import edit_customer

    async with a_desk(tmp_book, ACME) as desk:
        await open_card(desk)
        await desk.press("e")
        await desk.type(" Ltd")
        other = open_book(tmp_book, SetClock(datetime(2026, 11, 23, 9, 5)))
        edit_customer(other, 1, "industry", "建筑")
        other.close()
        desk.app._follow()
        await desk.pilot.pause()
        assert shown_card(desk).field.value == "荣泰科技 Ltd"
        await desk.press("enter")
        await desk.until(lambda: card(shown_card(desk).book, 1).fields.name == "荣泰科技 Ltd")
        known = shown_card(desk).card
        assert known is not None
        assert known.fields.industry == "建筑"


async def test_a_book_held_by_another_app_is_read_and_not_edited(tmp_book: Path) -> None:
    async with a_desk(tmp_book, ACME), a_desk(tmp_book) as second:
        await second.until(lambda: isinstance(second.app.screen, TodayScreen) and second.today.in_hand is not None)
        await open_card(second)
        await second.press("e")
        assert not shown_card(second).typing
        await second.shows("Nothing can be changed here")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_and_endless_texts_are_shown_literally_and_shift_nothing(
    tmp_book: Path, size: tuple[int, int]
) -> None:
    bad = {"name": "[/]" * 60, "kp": "[@click=app.leave]x[/]", "need": "\x1b]0;own\x07" * 20, "region": "‮right" * 9}
    async with a_desk(tmp_book, bad, size=size) as desk:
        await open_card(desk)
        await desk.shows("[/][/]")
        assert {cell_len(line) for line in desk.lines()} == {size[0]}
        assert "\x1b]0" not in desk.text()
        await desk.press("end", "home", "e", "escape")
        assert isinstance(desk.app.screen, CardScreen)
