"""What areas are called where two of them can meet: by their name, unless a reader could take it for another's."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sozialmonitor.domain.geography import Area, Geography


def qualify_areas(
    areas: Mapping[str, Sequence[Area]], geographies: Mapping[str, Geography]
) -> dict[str, tuple[Area, ...]]:
    """Areas by geography, namesakes with what sets them apart: the area they lie in, else their code.

    Within a geography no two labels look the same afterwards. Most geographies hold no namesakes and stay as they are.
    """
    names = {level: {area.code: area.name for area in items} for level, items in areas.items()}
    return {
        level: _qualify(items, names.get(geographies[level].parent or "", {}) if level in geographies else {})
        for level, items in areas.items()
    }


def fold_name(name: str) -> str:
    """A name as it is remembered: "Brück", "BRUCK" and the same with a combining mark are one, and so is "Neu-Stadt".

    Marks over letters, capitals, spaces and punctuation do not set two areas apart for those who read or hear them.
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or name


def _qualify(areas: Sequence[Area], parents: Mapping[str, str]) -> tuple[Area, ...]:
    """Raise whoever is not alone with their label to the next qualifier, until nobody is left."""
    found = tuple(areas)
    for _ in range(4):  # to the parent, to the code; once more for a name that looks like what another one became
        counts = Counter(fold_name(area.label) for area in found)
        if len(counts) == len(found):
            break
        found = tuple(_raise(area, parents) if counts[fold_name(area.label)] > 1 else area for area in found)
    return found


def _raise(area: Area, parents: Mapping[str, str]) -> Area:
    parent = parents.get(area.parent or "")
    return replace(area, qualifier=parent if area.qualifier is None and parent else area.code)
