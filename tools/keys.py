"""Makes docs/keys.md from the one registry of keys, in English."""

from __future__ import annotations

import os
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "keys.md"
ABOVE = """# Keys

Every key can be given to something else in `keys.toml` (`repdesk where` says where it lies), a line each: the id
and its keys.

```toml
"desk.why" = "y,f3"
```

A clash or an unknown id is said at the start. This page is made by `make keys`.

"""


def page() -> str:
    """Return the page."""
    from repdesk.keymap import keys_markdown

    return ABOVE + keys_markdown()


if __name__ == "__main__":
    os.environ["REPDESK_LANG"] = "en"
    PAGE.write_text(page(), encoding="utf-8")
