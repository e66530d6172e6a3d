"""Ways to damage one file of a catalogue. Each takes the bytes of the file and a source of chance."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable
from typing import Any

from tests.fuzz.nasty import CELLS, CHARACTERS, JSON_VALUES, SCALARS

Mutation = Callable[[bytes, random.Random], bytes]

_YAML_VALUE = re.compile(r"^(?P<head>\s*(- )?[a-z_]+:|\s*-)(?P<value> .*)?$")


def delete_lines(content: bytes, chance: random.Random) -> bytes:
    """A part of the file got lost."""
    lines = content.splitlines(keepends=True)
    start = chance.randrange(len(lines) + 1)
    return b"".join(lines[:start] + lines[start + chance.choice((1, 1, 1, 2, 10)) :])


def repeat_line(content: bytes, chance: random.Random) -> bytes:
    """A line stands twice, or thousands of times."""
    lines = content.splitlines(keepends=True) or [b""]
    position = chance.randrange(len(lines))
    return b"".join(lines[:position] + [lines[position]] * chance.choice((2, 2, 2, 3, 5000)) + lines[position + 1 :])


def swap_lines(content: bytes, chance: random.Random) -> bytes:
    """Two lines have changed places."""
    lines = content.splitlines(keepends=True) or [b""]
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def indent_line(content: bytes, chance: random.Random) -> bytes:
    """A line begins too far to the right or to the left, or with a tabulator."""
    lines = content.splitlines(keepends=True) or [b""]
    position = chance.randrange(len(lines))
    lines[position] = chance.choice((b" ", b"  ", b"\t", b"")) + lines[position].lstrip(b" ")
    return b"".join(lines)


def insert_characters(content: bytes, chance: random.Random) -> bytes:
    """One to three characters too many, anywhere."""
    text = content.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 3)):
        position = chance.randrange(len(text) + 1)
        text = text[:position] + chance.choice(CHARACTERS) + text[position:]
    return text.encode("utf-8", "surrogatepass")


def delete_characters(content: bytes, chance: random.Random) -> bytes:
    """A few characters are missing."""
    position = chance.randrange(len(content) + 1)
    return content[:position] + content[position + chance.choice((1, 1, 2, 7, 60)) :]


def truncate(content: bytes, chance: random.Random) -> bytes:
    """The transfer broke off."""
    return content[: chance.randrange(len(content) + 1)]


def flip_bytes(content: bytes, chance: random.Random) -> bytes:
    """A damaged disk."""
    damaged = bytearray(content)
    for _ in range(min(len(damaged), chance.choice((1, 5, 50)))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def encode_otherwise(content: bytes, chance: random.Random) -> bytes:
    """Saved by another program: other encoding, other line ends, a byte order mark."""
    text = content.decode("utf-8", "replace")
    kind = chance.choice(("utf-8-sig", "utf-16", "latin-1", "cp437", "crlf", "cr", "nfd"))
    if kind == "crlf":
        return text.replace("\n", "\r\n").encode()
    if kind == "cr":
        return text.replace("\n", "\r").encode()
    if kind == "nfd":
        return text.replace("ü", "u\u0308").replace("ö", "o\u0308").replace("ä", "a\u0308").encode()
    return text.encode(kind, "replace")


def replace_content(_: bytes, chance: random.Random) -> bytes:
    """Something quite different stands in the file."""
    workbook = b"PK\x03\x04" + bytes(200)
    anchors = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9)
    )
    deep_json = b'{"type":"FeatureCollection","features":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    choices = (b"", b"\n\n\n", b"null", b"- a", b"42", workbook, b"%PDF-1.7", b"<html></html>", anchors.encode())
    return chance.choice((*choices, b"[" * 5000, b"a: &a [*a]\n", b"? " * 2000, deep_json, b"---\na: 1\n---\nb: 2\n"))


def change_yaml_value(content: bytes, chance: random.Random) -> bytes:
    """A value of another kind than the key expects."""
    lines = content.decode("utf-8", "replace").splitlines()
    places = [index for index, line in enumerate(lines) if _YAML_VALUE.match(line)]
    if not places:
        return content
    index = chance.choice(places)
    match = _YAML_VALUE.match(lines[index])
    assert match is not None
    lines[index] = f"{match['head']} {chance.choice(SCALARS)}"
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def change_yaml_key(content: bytes, chance: random.Random) -> bytes:
    """A key with a typing mistake, an unknown one, one twice."""
    lines = content.decode("utf-8", "replace").splitlines()
    places = [index for index, line in enumerate(lines) if re.match(r"\s*(- )?[a-z_]+:", line)]
    if not places:
        return content
    index = chance.choice(places)
    key = re.sub(r"[a-z_]+(?=:)", lambda found: _misspell(found[0], chance), lines[index], count=1)
    lines[index : index + 1] = [key] if chance.random() < 0.7 else [lines[index], key]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def _misspell(word: str, chance: random.Random) -> str:
    position = chance.randrange(len(word) + 1)
    return chance.choice((word[:position] + word[position + 1 :], word + "x", word.upper(), "1", "null", "yes", "? a"))


def change_cells(content: bytes, chance: random.Random) -> bytes:
    """Cells that hold something else: one, some, or a whole column."""
    rows = _read(content)
    if len(rows) < 2 or not rows[0]:
        return content
    column = chance.randrange(len(rows[0]))
    cell = chance.choice(CELLS)
    some = chance.choice((1, 1, 1, 5, len(rows)))
    for row in chance.sample(rows[1:], min(some, len(rows) - 1)):
        if column < len(row):
            row[column] = cell
    return _write(rows, chance.choice(",,,;\t"))


def change_columns(content: bytes, chance: random.Random) -> bytes:
    """Columns lost, doubled, exchanged, renamed; numbers of another order of magnitude."""
    rows = _read(content)
    if not rows or not rows[0]:
        return content
    first, second = chance.randrange(len(rows[0])), chance.randrange(len(rows[0]))
    kind = chance.choice(("drop", "double", "exchange", "rename", "surplus", "scale"))
    for number, row in enumerate(rows):
        if max(first, second) >= len(row):
            continue
        if kind == "drop":
            del row[first]
        elif kind == "double":
            row.append(row[first])
        elif kind == "exchange":
            row[first], row[second] = row[second], row[first]
        elif kind == "rename" and number == 0:
            row[first] = _misspell(row[first] or "x", chance)
        elif kind == "surplus" and chance.random() < 0.1:
            row.append("")
        elif kind == "scale" and re.fullmatch(r"[0-9.]+", row[first]):
            row[first] += "000000000"
    return _write(rows, ",")


def _read(content: bytes) -> list[list[str]]:
    """Rows of a table; none where an earlier damage has made that impossible."""
    try:
        return list(csv.reader(io.StringIO(content.decode("utf-8", "replace"))))
    except csv.Error:
        return []


def _write(rows: list[list[str]], delimiter: str) -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return target.getvalue().encode("utf-8", "surrogatepass")


def change_geometry(content: bytes, chance: random.Random) -> bytes:
    """One part of a GeoJSON document is something else, is missing, or stands twice."""
    try:
        document = json.loads(content)
    except ValueError:
        return content
    for _ in range(chance.choice((1, 1, 3))):
        _change_part(document, chance)
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _change_part(document: Any, chance: random.Random) -> None:
    holder: Any = document
    for _ in range(chance.randint(0, 9)):
        children = list(holder.values()) if isinstance(holder, dict) else holder
        inner = [child for child in children if isinstance(child, (dict, list)) and child]
        if not inner:
            break
        holder = chance.choice(inner)
    if not holder:
        return
    key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
    action = chance.choice(("replace", "replace", "delete", "repeat", "shift"))
    if action == "delete":
        del holder[key]
    elif action == "repeat" and isinstance(holder, list):
        holder.insert(key, holder[key])
    elif action == "shift" and isinstance(holder[key], (int, float)) and not isinstance(holder[key], bool):
        holder[key] = holder[key] + chance.choice((1e-9, 1e-4, 0.01, 1, 90, 1e6))
    else:
        holder[key] = chance.choice(JSON_VALUES)


ANY_FILE: tuple[Mutation, ...] = (
    delete_lines,
    repeat_line,
    swap_lines,
    insert_characters,
    delete_characters,
    truncate,
    flip_bytes,
    encode_otherwise,
    replace_content,
)

BY_SUFFIX: dict[str, tuple[Mutation, ...]] = {
    ".yaml": (*ANY_FILE, indent_line, *[change_yaml_value] * 8, *[change_yaml_key] * 3),
    ".csv": (*ANY_FILE, *[change_cells] * 8, *[change_columns] * 3),
    ".geojson": (*ANY_FILE, *[change_geometry] * 12),
}
"""What can happen to a file, by its kind; what is listed more often happens more often."""
