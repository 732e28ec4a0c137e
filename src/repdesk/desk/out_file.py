"""A file that the rep takes out: a name that is taken and a place that takes nothing are said calmly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.text import visible


@contextmanager
def said_calmly(target: Path) -> Iterator[None]:
    """Make RepdeskErrors of what the system says while `target` is written."""
    shown = visible(str(target))
    try:
        yield
    except FileExistsError:
        raise RepdeskError(_("There is a file of that name already"), shown, _("Choose another name.")) from None
    except OSError as error:
        raise RepdeskError(
            _("The export could not be made"), shown, _("Check the place and its free space.")
        ) from error
