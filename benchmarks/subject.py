"""What is measured: an app, how to open it, and which widget to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page


@dataclass(frozen=True)
class Subject:
    """One app at one size.

    Attributes:
        address: path and query to open.
        widget: label of the selectbox that is changed.
        options: its options; each change takes the next one, round and round.
        environment: for the server's process.
    """

    name: str
    script: Path
    address: str
    widget: str
    options: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def find_widget(self, page: Page) -> Locator:
        """The selectbox that is changed."""
        return page.get_by_role("combobox", name=self.widget)
