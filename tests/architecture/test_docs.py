"""The papers that go out with the product name no machine of its makers, and no link in them is dead."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "constraints.txt", ROOT / "pyproject.toml"])
HOST = re.compile(r"(?im)index-url|find-links|//[^/\s]*(?:pypi|registry|mirror|artifactory)|^-[ief] ")
MACHINE = re.compile(r"(?<![\w~.$}>)])/(?:home|root|work|tmp|opt|Users|var|mnt)/|[A-Z]:\\Users")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_no_registry_and_no_machine_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not HOST.search(text)
    assert not MACHINE.search(text)


@pytest.mark.parametrize("path", [path for path in PAPERS if path.suffix == ".md"], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    dead = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()]
    assert not dead


def test_the_reason_for_every_package_is_written_down() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    missing = [name for name in (re.split(r"[<>=]", line)[0] for line in wanted) if f"`{name}`" not in named]
    assert not missing


def test_the_page_of_keys_is_the_registrys() -> None:
    from tools.keys import PAGE, page

    assert PAGE.read_text(encoding="utf-8") == page(), "make keys"


def test_the_page_of_dates_is_what_the_tables_of_phrases_read() -> None:
    from tools.dates import PAGE, page

    assert PAGE.read_text(encoding="utf-8") == page(), "make keys"


def test_the_page_of_filters_is_what_a_filter_knows_and_its_examples_are_read() -> None:
    from repdesk.rules.filters import parse_filter
    from repdesk.rules.filters.fields import FIELDS
    from tools.filters import EXAMPLES, PAGE, page

    assert PAGE.read_text(encoding="utf-8") == page(), "make keys"
    for field in FIELDS:
        (condition,) = parse_filter(EXAMPLES[field.name], lambda _words: date(2026, 11, 23)).conditions
        assert condition.field is field
