"""Forgetting from the card: the name is typed, and the customer is gone from every place."""

from __future__ import annotations

from pathlib import Path

from repdesk.desk.card.phones_writing import forbid_calls
from repdesk.desk.customers import person
from repdesk.screens.card import CardScreen
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.forgetting import ForgetScreen
from tests.safety.scan import hits
from tests.screens.working import a_desk


async def test_a_customer_is_forgotten_once_the_name_is_typed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "Canaryfirm"}, {"name": "Other"}) as desk:
        await desk.shows("Canaryfirm")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
        card = desk.app.screen
        commands = {command.title: command for command in desk.app.get_system_commands(card)}
        assert "forget this customer" in commands
        await desk.app.run_action("forget", card)
        await desk.shows("undo does not bring them back")
        await desk.type("Other")
        await desk.press("enter")
        await desk.shows("That is not the name")
        for _ in "Other":
            await desk.press("backspace")
        await desk.type("Canaryfirm")
        await desk.press("enter")
        await desk.until(lambda: not isinstance(desk.app.screen, ForgetScreen | CardScreen))
        await desk.shows("Forgotten")
        await desk.shows("Other")
        assert "Canaryfirm" not in desk.text()
        assert hits(tmp_book.parent, ("Canaryfirm",)) == []
        await desk.press("u")
        await desk.until(lambda: "Undone" in desk.text() or "undo" in desk.text())
        assert "Canaryfirm" not in desk.text()


async def test_a_do_not_call_number_wants_a_reason_before_a_call_to_it_is_logged(tmp_book: Path) -> None:
    number = "+8613800138000"
    async with a_desk(tmp_book, {"name": "Acme", "phones": [number]}) as desk:
        await desk.shows("Acme")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
        book = desk.today.book
        forbid_calls(book, 1, "asked by letter")
        desk.app.post_message(DataChanged(frozenset({1})))
        await desk.shows("do not call since")
        before = book.last_entry()
        await desk.press("n")
        await desk.shows("they called")
        await desk.press("enter", "enter")
        await desk.shows("on the do-not-call list")
        assert book.last_entry() == before
        await desk.type("dialled by mistake")
        await desk.press("enter")
        await desk.until(lambda: book.last_entry() > before)
        assert not person(book, 1).callable
