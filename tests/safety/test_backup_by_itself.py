"""The app backs the book up by itself, and a large import has a backup made before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.cli import main
from repdesk.desk.backups.rows import backups
from tests.screens.working import a_desk


async def test_the_app_makes_a_backup_while_it_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repdesk.screens.by_itself.BACKUP_SECONDS", 0.05)
    path = tmp_path / "book.db"
    async with a_desk(path, {"name": "Alder"}) as desk:
        await desk.until(lambda: bool(backups(path)))
        await desk.press("1")
    assert [row.why for row in backups(path)][-1] == "open"


@pytest.mark.parametrize(("rows", "made"), [(100, 0), (101, 1)])
def test_a_large_import_is_backed_up_before(tmp_path: Path, rows: int, made: int) -> None:
    path, first, many = tmp_path / "book.db", tmp_path / "first.csv", tmp_path / "many.csv"
    first.write_text("Company,Phone\nAlder,13800138000\n", encoding="utf-8")
    lines = "".join(f"Firm {n},1390000{n:04d}\n" for n in range(rows))
    many.write_text(f"Company,Phone\n{lines}", encoding="utf-8")
    assert main(["--db", str(path), "import", str(first)]) == 0
    assert main(["--db", str(path), "import", str(many)]) == 0
    found = backups(path)
    assert [row.why for row in found] == ["import"] * made
    assert [row.accounts for row in found] == [1] * made
