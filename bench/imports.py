"""Import of a file from the shell: time and peak memory."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

from bench.books import Shelf, repdesk
from bench.table import Figure
from bench.terminal import peak_mb
from bench.timing import milliseconds

SIZES = (1_000, 100_000)


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Import into a new book, start of the program included."""
    for size in SIZES:
        file = shelf.rows(size)
        command = repdesk("--db", str(shelf.folder / f"import-{size}.db"), "import", str(file), "--json")
        start = time.perf_counter()
        process = subprocess.Popen(command, env=shelf.environment(), stdout=subprocess.DEVNULL)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, peak_mb(process.pid))
            time.sleep(0.01)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise RuntimeError(f"the import of {size} rows has failed")
        yield Figure(f"import of {size:,} rows from CSV, start included", milliseconds(seconds), f"peak {peak:.0f} MB")
