"""The fenced blocks of a how-to that name a file, and how they are put into a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^```(?P<kind>\w+) title=(?P<path>\S+)(?P<append> append)?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Block:
    """One block. ``kind`` "diff" replaces a text that occurs once; ``append`` adds to the end of a file."""

    kind: str
    path: str
    append: bool
    text: str


def read_blocks(document: Path) -> list[Block]:
    """All blocks that name a file, in the order of the page."""
    found = _BLOCK.finditer(document.read_text(encoding="utf-8"))
    return [Block(match["kind"], match["path"], bool(match["append"]), match["text"]) for match in found]


def apply_blocks(blocks: list[Block], folder: Path) -> None:
    """Do with ``folder`` what the reader is told to do. A new file must be new, an edited one must be there."""
    for block in blocks:
        target = folder / block.path
        if block.kind == "diff":
            old, new = (_take(block.text, sign) for sign in "-+")
            content = target.read_text(encoding="utf-8")
            assert content.count(old) == 1, f"{block.path}: {old!r} occurs {content.count(old)} times"
            target.write_text(content.replace(old, new), encoding="utf-8")
        elif block.append:
            target.write_text(target.read_text(encoding="utf-8") + block.text, encoding="utf-8")
        else:
            assert not target.exists(), f"{block.path} is there already"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")


def _take(text: str, sign: str) -> str:
    return "\n".join(line[1:] for line in text.splitlines() if line.startswith(sign))
