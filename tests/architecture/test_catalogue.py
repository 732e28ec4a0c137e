"""The catalogue is complete, and the tool that says so sees what is wrong."""

from __future__ import annotations

import gettext
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(path: Path, **entries: str) -> Path:
    """Write a Chinese catalogue with these entries, underscores in their ids standing for blanks."""
    catalogue = Catalog(locale="zh_CN")
    for message, text in entries.items():
        catalogue.add(message.replace("_", " "), text)
    target = path / "zh_CN" / "LC_MESSAGES" / "repdesk.po"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalogue)
    return target


def wanted(*messages: str) -> Catalog:
    catalogue = Catalog()
    for message in messages:
        catalogue.add(message)
    return catalogue


def test_every_message_of_the_source_is_translated(tool: ModuleType) -> None:
    current = tool.template()
    for path in sorted((ROOT / "src" / "repdesk" / "locale").glob("*/LC_MESSAGES/*.po")):
        assert tool.check(path, current) == []


@pytest.mark.parametrize(
    ("entries", "messages", "fault"),
    [
        ({}, ["Call again"], "missing"),
        ({"Call_again": ""}, ["Call again"], "not translated"),
        ({"Call_again": "再拨"}, [], "no longer used"),
        ({"%(n)s_calls": "次拨打"}, ["%(n)s calls"], "other placeholders"),
        ({"%(n)s_calls": "%(m)s次拨打"}, ["%(n)s calls"], "other placeholders"),
    ],
)
def test_a_fault_is_named(
    tool: ModuleType, tmp_path: Path, entries: dict[str, str], messages: list[str], fault: str
) -> None:
    (problem,) = tool.check(made(tmp_path, **entries), wanted(*messages))
    assert problem.startswith(fault)


def test_updating_keeps_translations_and_drops_what_is_no_longer_said(tool: ModuleType, tmp_path: Path) -> None:
    path = made(tmp_path, Call_again="再拨", Gone="没了")
    tool.update(path, wanted("Call again", "Undo"))
    catalogue = tool.read(path)
    assert {message.id: message.string for message in catalogue if message.id} == {"Call again": "再拨", "Undo": ""}
    assert not catalogue.obsolete


def test_the_compiled_catalogue_speaks_chinese(tool: ModuleType, tmp_path: Path) -> None:
    tool.compile_catalogue(made(tmp_path, Call_again="再拨"))
    assert gettext.translation("repdesk", tmp_path, languages=["zh_CN"]).gettext("Call again") == "再拨"
