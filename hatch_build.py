"""Compiles the catalogues of `locale/` when the package is built or installed for editing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    """Writes a `.mo` beside every `.po`; the wheel takes it in as an artifact."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's signature)
        """Compile every catalogue; a fuzzy entry stays out."""
        for source in Path(self.root, "src", "repdesk", "locale").glob("*/LC_MESSAGES/*.po"):
            catalogue = read_po(source.open("rb"))
            with source.with_suffix(".mo").open("wb") as target:
                write_mo(target, catalogue)
