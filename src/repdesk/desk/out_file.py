"""A file that the rep takes out: a name that is taken and a place that takes nothing are said calmly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from repdesk.errors import RepdeskError, name_taken
from repdesk.i18n import _
from repdesk.text import visible


@contextmanager
def said_calmly(target: Path, failed: str = "") -> Iterator[None]:
    """Make RepdeskErrors of what the system says while `target` is written; `failed` says what did not come about."""
    try:
        yield
    except FileExistsError:
        raise name_taken(target) from None
    except OSError as error:
        raise RepdeskError(
            failed or _("The export could not be made"), visible(str(target)), _("Check the place and its free space.")
        ) from error
