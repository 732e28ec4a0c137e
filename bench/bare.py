"""The least a Textual program can be: what repdesk's first frame is held against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text; any key changes it."""

    def compose(self) -> ComposeResult:
        """Show that it is up."""
        yield Static("bare 0", id="line")

    def on_key(self) -> None:
        """Count the key."""
        line = self.query_one("#line", Static)
        line.update(f"bare {int(str(line.content).split()[1]) + 1}")


if __name__ == "__main__":
    Bare().run()
