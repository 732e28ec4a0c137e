"""The program with one of its functions broken: it fails with customers in its message and in its locals.

python -m tests.safety.crashing MODULE:NAME CANARIES WORDS...
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any, NoReturn


def break_it(target: str, canaries: list[str]) -> None:
    """Have a function, given as module:name, fail whenever it is called."""
    module, _colon, name = target.partition(":")
    *way, last = name.split(".")
    owner: Any = importlib.import_module(module)
    for part in way:
        owner = getattr(owner, part)

    def broken(*args: Any, **_named: Any) -> NoReturn:
        customers = [(text, args) for text in canaries]
        raise ValueError(f"cannot go on with {', '.join(canaries)}: {args!r}") from KeyError(customers)

    setattr(owner, last, property(broken) if isinstance(getattr(owner, last), property) else broken)


if __name__ == "__main__":
    target, canaries, *words = sys.argv[1:]
    sys.argv = ["repdesk", *words]
    from repdesk import __main__

    break_it(target, json.loads(Path(canaries).read_text("utf-8")))
    sys.exit(__main__.main())
