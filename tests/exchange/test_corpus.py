"""The corpus: every file gives what it must, and no spoilt one brings the reader down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from repdesk.errors import RepdeskError
from repdesk.exchange.phones import Number, parse_phones
from repdesk.exchange.table import Table, read_table
from tests.exchange.corpus import Said, Sample, corpus

ROOT = Path(__file__).resolve().parents[2]
CORPUS = corpus()


def test_it_holds_sixty_files_and_more() -> None:
    assert len({one.name for one in CORPUS}) == len(CORPUS) >= 60


@pytest.mark.parametrize("sample", CORPUS, ids=lambda sample: sample.name)
def test_every_file_gives_what_it_must(tmp_path: Path, sample: Sample) -> None:
    path = tmp_path / sample.name
    path.write_bytes(sample.content)
    if sample.refused:
        with pytest.raises(RepdeskError) as caught:
            read_table(path)
        assert sample.refused in caught.value.line
        assert "\n" not in caught.value.line
        return
    table = read_table(path)
    assert (table.encoding, table.delimiter, table.heading_row) == (
        sample.encoding,
        sample.delimiter,
        sample.heading_row,
    )
    assert table.sheet == sample.sheet
    assert tuple(said(table)) == sample.says
    assert {len(row) for _number, row in table.rows} <= {len(table.columns)}


@pytest.mark.parametrize("count", [100, pytest.param(2_000, marks=pytest.mark.soak)])
def test_spoilt_files_are_read_or_refused_and_take_little_memory(count: int) -> None:
    """In a process of its own, so that its memory is nobody else's."""
    spoiling = [sys.executable, "-m", "tests.exchange.spoiling", "0", str(count)]
    done = subprocess.run(spoiling, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    read, refused, megabytes = map(int, done.stdout.split())
    assert read + refused == count
    assert read > count // 10
    assert megabytes <= 512


def said(table: Table) -> list[Said]:
    """Return what a table says: the number, name and phones of each row."""
    places = {
        name: [place for place, one in enumerate(table.columns) if one.field == name] for name in ("name", "phone")
    }
    return [
        (
            number,
            "".join(row[place] for place in places["name"]),
            " ".join(_phones(" / ".join(row[place] for place in places["phone"] if row[place]))),
        )
        for number, row in table.rows
    ]


def _phones(cell: str) -> list[str]:
    return [
        one.e164 + (f"x{one.extension}" if one.extension else "") if isinstance(one, Number) else "?"
        for one in parse_phones(cell, "CN")
    ]
