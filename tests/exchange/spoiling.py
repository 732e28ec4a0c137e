"""Files of the corpus spoilt by chance and looked at as an import does: arguments are the first seed and how many."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from repdesk.desk.importing import look
from repdesk.desk.importing.choices import Choices
from repdesk.errors import RepdeskError
from repdesk.exchange.reading import ENCODINGS, Format, Reading
from tests.exchange.corpus import Sample, corpus

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_SIGNS = (b"\0", b'"', b"\n", b"\r", b",", b"\xff\xfe", b"\xef\xbb\xbf", b"=", b"BEGIN:VCARD\n", b"]" * 9, b"9" * 400)
_FORMATS: tuple[Format, ...] = ("text", "workbook", "vcard", "json")


def spoilt(chance: random.Random, samples: list[Sample]) -> tuple[Sample, bytes]:
    """Return a file of the corpus and what chance has made of it: one to three mishaps."""
    sample = chance.choice(samples)
    content = bytearray(sample.content)
    for _mishap in range(chance.randint(1, 3)):
        at = chance.randrange(len(content) + 1)
        to = at + chance.choice((1, 9, 60, len(content)))
        match chance.randrange(7):
            case 0 if content:
                content[chance.randrange(len(content))] = chance.randrange(256)
            case 1:
                del content[at:to]
            case 2:
                content[at:at] = content[at:to]
            case 3:
                content[at:at] = chance.choice(_SIGNS)
            case 4:
                content[at:to] = chance.choice(samples).content[at:to]
            case 5:
                content[at:at] = chance.randbytes(chance.randint(1, 60))
            case _:
                del content[to:]
    return sample, bytes(content)


def reading(chance: random.Random) -> Reading:
    """Return how a file is to be read: mostly nothing is said, else something that may not fit."""
    if chance.random() < 0.75:
        return Reading()
    return Reading(
        format=chance.choice((None, None, *_FORMATS)),
        encoding=chance.choice((None, *ENCODINGS)),
        delimiter=chance.choice((None, ",", ";", "\t", "x")),
        heading_row=chance.choice((None, 0, 1, 3, 99)),
        sheet=chance.choice((None, None, "表", "nobody's")),
    )


def run(first: int, count: int) -> Counter[str]:
    """Look at so many files, those of the seeds from `first` on; any error but a refusal ends it with its seed."""
    samples, told = corpus(), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            chance = random.Random(seed)
            sample, content = spoilt(chance, samples)
            path = Path(folder) / sample.name
            path.write_bytes(content)
            try:
                look(path, None, Choices(reading=reading(chance)), now=NOW)
                told["read"] += 1
            except RepdeskError:
                told["refused"] += 1
            except Exception as error:
                error.add_note(f"seed {seed}, {sample.name}")
                raise
    return told


def peak_megabytes() -> int:
    """Return the most memory this process or one that it started has held."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024


if __name__ == "__main__":
    found = run(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"{found['read']} {found['refused']} {peak_megabytes()}\n")
