"""The table of `docs/import.md`, held against what the headings are understood as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from repdesk.exchange.headings import FIELDS, is_left_out, kind_of, targets_of

DOC = Path(__file__).parents[2] / "docs" / "import.md"
KINDS = {"customers": "accounts", "calls": "calls", "deals": "deals"}
WANTED = {
    *("HubSpot", "Salesforce", "Pipedrive", "Zoho CRM", "Google Contacts", "Outlook"),
    *("纷享销客", "销售易", "红圈", "EC", "悟空 CRM", "钉钉", "企业微信"),
}


def systems() -> Iterator[tuple[str, str, str, str]]:
    table = DOC.read_text("utf-8").split("| system | export |")[1]
    for line in table.splitlines()[2:]:
        system, export, kind, columns = (cell.strip() for cell in line.strip("|").split("|"))
        yield system, export, kind, columns


@pytest.mark.parametrize(("system", "export", "kind", "columns"), list(systems()))
def test_a_system_is_read_as_the_table_says(system: str, export: str, kind: str, columns: str) -> None:
    said = re.findall(r"`([^`]+)` (\S+)", columns)
    header = [heading for heading, _target in said]
    known = KINDS[kind]
    assert kind_of(header) == known, (system, export)
    found = [
        target or ("–" if known != "accounts" or is_left_out(heading) else "own")
        for heading, target in zip(header, targets_of(header, known), strict=True)
    ]
    assert dict(zip(header, found, strict=True)) == dict(said)


def test_the_table_has_all_the_systems_and_the_fields_all_their_names() -> None:
    assert {system for system, *_rest in systems()} >= WANTED
    text = DOC.read_text("utf-8")
    for fields in FIELDS.values():
        assert " ".join(f"`{field}`" for field in fields) in text
