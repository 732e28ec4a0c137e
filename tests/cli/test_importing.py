from __future__ import annotations

from pathlib import Path

import pytest

from .running import Shell


@pytest.fixture
def shell(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_book, capsys)


def a_file(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.txt"
    path.write_bytes(text.encode(encoding))
    return path


def test_everything_can_be_said_of_a_file(tmp_path: Path, shell: Shell) -> None:
    file = a_file(tmp_path, "x\ty\tz\nWer\tWann\tWert\tStand\nMüller\t3/4/2027\t1,200\tlauwarm\n", "cp1252")
    said = [
        *("--heading-row", 2, "--delimiter", "tab", "--encoding", "cp1252", "--date-order", "mdy", "--currency", "eur"),
        *("--map", "Wer=name", "--map", "Wann=next_call", "--map", "Wert=contract_amount", "--map", "Stand=stage"),
        *("--stage", "lauwarm=3"),
    ]
    told = shell.json("import", file, *said, "--dry-run")
    assert (told["created"], told["encoding"], told["columns"]["Wann"]) == (1, "cp1252", "next_call")
    assert not shell.book.exists()
    assert shell.json("import", file, *said)["change_id"] is not None
    (account,) = shell.json("accounts")
    assert (account["name"], account["next_call"]["date"], account["stage"]) == ("Müller", "2027-03-04", 3)


def test_calls_and_their_rejects(tmp_path: Path, shell: Shell) -> None:
    shell.ok("import", a_file(tmp_path, "Company,Phone\nAlder,+442079497188\n"))
    file = a_file(tmp_path, "Company,When,Outcome\nAlder,2026-11-20,talked\nOak,2026-11-20,busy\n")
    out = shell.ok("import", file, "--rejects", tmp_path / "mend.csv")
    assert "The rows are calls." in out
    assert "row 3: Oak: no such customer in the book; rejected" in out
    assert "mend.csv" in out
    assert (tmp_path / "mend.csv").read_text("utf-8-sig").splitlines()[1].startswith('"Oak"')
    assert "already" in shell.refused("import", file, "--rejects", tmp_path / "mend.csv")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--map", "Company"], "HEADING=FIELD"[:3]),
        (["--map", "Company=colour"], "colour"),
        (["--map", "Nothing=name"], "Nothing"),
        (["--stage", "x=9"], "stage"),
        (["--encoding", "klingon"], ""),
        (["--heading-row", "99"], "row"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_line(
    tmp_path: Path, shell: Shell, words: list[str], part: str
) -> None:
    file = a_file(tmp_path, "Company,Phone\nAlder,+442079497188\n")
    assert part.casefold() in shell.refused("import", file, *words).casefold()
    assert not shell.book.exists()


def test_an_export_goes_into_a_book_with_customers_as_a_table(tmp_path: Path, shell: Shell) -> None:
    shell.ok("import", a_file(tmp_path, "Company,Phone\nAlder,+442079497188\nOak,+442079497189\n"))
    shell.ok("export", tmp_path / "all.json", "--all", "--as", "repdesk")
    shell.book = tmp_path / "other.db"
    shell.ok("import", a_file(tmp_path, "Company,Phone\nMine,+442079497190\n"))
    told = shell.json("import", tmp_path / "all.json", "--dry-run")
    assert told["created"] == 2
    assert "2 created" in shell.ok("import", tmp_path / "all.json")
    assert {one["name"] for one in shell.json("accounts")} == {"Mine", "Alder", "Oak"}
    assert "2 unchanged" in shell.ok("import", tmp_path / "all.json")
