"""Reads a workbook in a process of its own whose memory is limited: what is damaged, or made to harm, ends here alone.

`workbook.py` starts it as a program: the workbook is its standard input, its one argument the order, and its output
lines of JSON. It knows nothing of repdesk, so that it starts at once.
"""

from __future__ import annotations

import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, Any, TypedDict

Value = str | float | int | bool | date | datetime | time | timedelta

_PACKED = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What a file names that holds a packed workbook under a password; calamine sees it by the file's name alone."""
_LOCAL_HEADER = 30
_SMALL = 1_000_000  # bytes of a part whose ratio does not matter
_CHUNK = 1 << 18
_ROWS_A_LINE = 500
_SURE = 10**15  # 15 digits are all that a spreadsheet keeps and shows


class Order(TypedDict):
    """Which sheet is to be read (None: all), and how large it may be: bytes in memory and unpacked, rows and columns.

    `library` is where calamine lies, `first` how many rows of a sheet are told with its name.
    """

    library: str
    sheet: str | None
    first: int
    memory: int
    unpacked: int
    ratio: int
    rows: int
    columns: int


class RefusedError(Exception):
    """The workbook is not read; the text is a word that `workbook.py` knows."""

    def __init__(self, why: str, row: int = 0) -> None:
        super().__init__(why)
        self.row = row


def main(order: Order) -> None:
    """Tell of the workbook on standard input: which sheets are hidden, each sheet and its rows, that this was all."""
    _limit_memory(order["memory"])
    try:
        _look(sys.stdin.buffer, order)
        _read(order)
        _tell({"end": True})
    except RefusedError as refused:
        _tell({"refused": str(refused), "row": refused.row})
    except MemoryError:
        _tell({"refused": "memory"})


def _limit_memory(size: int) -> None:
    """Let the system refuse this process more than `size` bytes, where it knows how (Linux), and write no core dump."""
    if sys.platform != "win32":
        import resource

        for limit, most in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))


def _look(file: IO[bytes], order: Order) -> None:
    """Refuse what has a password, and a packed workbook that is too large, overlaps itself, or is not what it says."""
    beginning = file.read(len(_PACKED))
    if beginning != _PACKED:
        if _ENCRYPTED in file.read():
            raise RefusedError("password")
        return
    try:
        with zipfile.ZipFile(file) as archive:
            parts, end = sorted(archive.infolist(), key=lambda one: one.header_offset), archive.start_dir
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RefusedError("damaged") from error
    if sum(part.file_size for part in parts) > order["unpacked"]:
        raise RefusedError("unpacked")
    if any(part.file_size > max(_SMALL, part.compress_size * order["ratio"]) for part in parts):
        raise RefusedError("ratio")
    limits = [part.header_offset for part in parts[1:]] + [end]
    for part, limit in zip(parts, limits, strict=True):
        file.seek(part.header_offset)
        header = file.read(_LOCAL_HEADER)
        start = part.header_offset + len(header) + int.from_bytes(header[26:28], "little")
        start += int.from_bytes(header[28:30], "little")
        if not header.startswith(_PACKED) or start + part.compress_size > limit:
            raise RefusedError("damaged")
        file.seek(start)
        if _size(file, part) != part.file_size:
            raise RefusedError("lies")


def _size(file: IO[bytes], part: zipfile.ZipInfo) -> int:
    """Return how many bytes a part really has, unpacked; more than it says are not counted to the end."""
    if part.compress_type == zipfile.ZIP_STORED:
        return part.compress_size
    if part.compress_type != zipfile.ZIP_DEFLATED or part.flag_bits & 1:
        raise RefusedError("damaged")
    unpacking, left, size = zlib.decompressobj(-zlib.MAX_WBITS), part.compress_size, 0
    try:
        while left and not unpacking.eof and size <= part.file_size:
            packed = file.read(min(left, _CHUNK))
            if not packed:
                break
            left -= len(packed)
            while packed and size <= part.file_size:
                size += len(unpacking.decompress(packed, _CHUNK))
                packed = unpacking.unconsumed_tail
        return size + len(unpacking.flush())
    except zlib.error as error:
        raise RefusedError("damaged") from error


def _read(order: Order) -> None:
    """Tell of the sheets and their rows, or of the one that was asked for."""
    sys.path.append(order["library"])
    import python_calamine as calamine

    sys.stdin.buffer.seek(0)
    try:
        with calamine.CalamineWorkbook.from_filelike(sys.stdin.buffer) as book:
            seen = [
                (one.name, one.visible == calamine.SheetVisibleEnum.Visible)
                for one in book.sheets_metadata
                if one.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            _tell({"hidden": [name for name, shown in seen if not shown]})
            for name, _ in seen:
                _tell_sheet(book.get_sheet_by_name(name), order)
    except calamine.PasswordError as error:
        raise RefusedError("password") from error
    except calamine.CalamineError as error:
        raise RefusedError("damaged") from error


def _tell_sheet(sheet: Any, order: Order) -> None:
    """Tell of a sheet that holds anything; of its first rows and the others where they are asked for."""
    if sheet.end is None:
        return
    if order["sheet"] not in (None, sheet.name):
        _tell({"sheet": sheet.name})
        return
    count = sheet.end[0] + 1
    if count > order["rows"]:
        raise RefusedError("rows")
    rows = _rows(sheet, order["columns"])
    _tell({"sheet": sheet.name, "rows": count, "first": list(islice(rows, order["first"]))})
    while some := list(islice(rows, _ROWS_A_LINE)):
        _tell(some)


def _rows(sheet: Any, columns: int) -> Iterator[list[str]]:
    """Yield the rows as text, from the very first on, each without the empty cells at its end."""
    for number, values in enumerate(sheet.iter_rows(), start=1):
        row = [_text(value) for value in values]
        while row and not row[-1]:
            row.pop()
        if len(row) > columns:
            raise RefusedError("columns", number)
        yield row


def _text(value: Value) -> str:
    """Return a cell as a person reads it: whole numbers without a point, dates in ISO."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() | int():
            whole = abs(value) < _SURE and value == int(value)
            return str(int(value)) if whole else f"{value:.15g}"
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _tell(what: object) -> None:
    """Write a line."""
    sys.stdout.buffer.write(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
