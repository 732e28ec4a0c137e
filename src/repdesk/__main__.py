"""`python -m repdesk` and the `repdesk` command."""

from __future__ import annotations

import gc
import os
import sys
import threading


def main() -> int:
    """Run repdesk; an error nobody foresaw is reported without a traceback and without anybody's data."""
    # Until the first paint nothing becomes garbage; the collector would walk all that is imported again and again,
    # a fifth of the start. The app enables it after its first paint, a long command before it begins.
    gc.disable()
    _keep_quiet()
    os.environ.setdefault("ESCDELAY", "25")  # read when Textual is imported: Esc would wait 100 ms
    from repdesk.cli import main as run

    try:
        return run()
    except Exception as error:  # noqa: BLE001 (the last place: nothing may print locals or customers' data)
        from repdesk.cli import complain
        from repdesk.crash import report_crash
        from repdesk.damage import damaged, is_damage
        from repdesk.i18n import _

        path = report_crash(error)
        if is_damage(error):
            complain(damaged().line)
            return 1
        where = _("The report is at %(path)s") % {"path": path} if path else _("The report could not be written")
        hint = _('"repdesk check" tells whether the book is in order.')
        complain(_("Something went wrong; what was saved is safe. %(where)s") % {"where": f"{where}. {hint}"})
        return 1


def _keep_quiet() -> None:
    """Have errors that reach no caller reported like all others: Python would print their words, which may be data."""
    sys.excepthook = lambda _kind, error, _trace: _report(error)
    threading.excepthook = _report_of_thread
    sys.unraisablehook = lambda told: _report(told.exc_value)


def _report_of_thread(told: threading.ExceptHookArgs) -> None:
    from repdesk.hang_up import is_terminal_gone

    if not is_terminal_gone(told):
        _report(told.exc_value)


def _report(error: BaseException | None) -> None:
    from repdesk.crash import report_crash

    if error is not None:
        report_crash(error)


if __name__ == "__main__":
    sys.exit(main())
