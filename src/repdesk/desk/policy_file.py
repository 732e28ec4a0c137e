"""The figures that the rep has set: policy.toml, read."""

from __future__ import annotations

from pathlib import Path

from repdesk import wording
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.policy import Policy


def load_policy(path: Path) -> Policy:
    """Return the policy of a file, the defaults where there is none; RepdeskError names a wrong key or value."""
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except (OSError, UnicodeDecodeError):
        raise RepdeskError(_("policy.toml cannot be read"), str(path)) from None
    from repdesk.rules.policy.checks import BadPolicy
    from repdesk.rules.policy.text import read_policy

    try:
        return read_policy(text)
    except BadPolicy as bad:
        raise RepdeskError(*wording.bad_policy(bad.where, bad.what, bad.nearest)) from None
