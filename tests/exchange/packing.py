"""Workbooks as a program packs them, and as one that means harm does."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

import openpyxl

Cells = Iterable[Iterable[object]]
_SPACES = ("office", "table", "text", "manifest")


def workbook(**sheets: Cells) -> bytes:
    """Return a workbook of these sheets in their order; one whose name ends in `_hidden` is not shown."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name.endswith("_hidden"):
            sheet.sheet_state = "hidden"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def open_document(rows: Iterable[Iterable[str]]) -> bytes:
    """Return a workbook of one sheet as LibreOffice packs it."""
    spaces = "".join(f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in _SPACES)
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    cells = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    sheet = f'<table:table table:name="Sheet1">{cells}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest{spaces}>{entry}</manifest:manifest>")
        archive.writestr("content.xml", f"<office:document-content{spaces}>{body}</office:document-content>")
    return packed.getvalue()


def _cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def with_parts(packed: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook with parts put in place of its own, or beside them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def lying(packed: bytes, name: str, size: int) -> bytes:
    """Return a workbook whose directory says that a part has so many bytes."""
    entry = _entry(packed, name)
    return packed[: entry + 24] + struct.pack("<I", size) + packed[entry + 28 :]


def overlapping(packed: bytes, name: str, other: str) -> bytes:
    """Return a workbook of which two parts are the same bytes."""
    offset = packed[_entry(packed, name) + 42 :][:4]
    entry = _entry(packed, other)
    return packed[: entry + 42] + offset + packed[entry + 46 :]


def _entry(packed: bytes, name: str) -> int:
    """Return where the directory speaks of a part."""
    start = packed.index(b"PK\x01\x02")
    return packed.index(name.encode(), start) - 46


def with_password() -> bytes:
    """Return what a spreadsheet saves under a password: a compound file with the workbook encrypted in a stream."""
    end, free, fat = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHHHIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1)  # version 3, sectors of 512, one of FAT
    header += struct.pack("<IIIIIII", 1, 0, 4096, end, 0, end, 0)  # the directory is sector 1
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", fat, end, *[free] * 126)
    entries = (("Root Entry", 5, 1), ("EncryptedPackage", 2, free), ("EncryptionInfo", 2, free))
    directory = b""
    for number, (name, kind, child) in enumerate(entries):
        text = name.encode("utf-16-le") + b"\0\0"
        right = 2 if number == 1 else free
        directory += text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, free, right, child)
        directory += bytes(36) + struct.pack("<IQ", end, 0)
    return header + table + directory.ljust(512, b"\0")
