"""Loading the typologies of a monitor: ``typologies.yaml``, which may start from a preset and may be absent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sozialmonitor.catalog.lists import load_list
from sozialmonitor.catalog.parts import Part
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Geography
from sozialmonitor.domain.indicator import Direction, Indicator
from sozialmonitor.domain.typology import Standardisation, Typology
from sozialmonitor.domain.typology_presets import PRESETS

FILE = "typologies.yaml"


def get_preset_keys(preset: object) -> dict[str, Any]:
    """What a preset declares, as plain data; empty for what is no preset."""
    return next((item.model_dump(mode="json") for key, item in PRESETS.items() if key == preset), {})


def load_typologies(
    folder: Path, name: str, indicators: Part[Indicator], geographies: Part[Geography]
) -> tuple[Part[Typology], list[Defect]]:
    """Read the typologies of a monitor and check what they refer to.

    Args:
        folder: of the monitor. name: how it is called in messages.
        indicators: of the monitor; a direction that a typology does not give is taken from them.
        geographies: the monitor's levels.

    Returns:
        Typologies in the order of the file, and every defect. Without the file there are none.
    """
    if not (folder / FILE).is_symlink() and not (folder / FILE).exists():
        return Part(), []
    part, defects = load_list(
        Typology, folder / FILE, f"{name}/{FILE}", lambda entry: _complete(entry, indicators.items)
    )
    for typology in part.items.values():
        defects += _check_typology(typology, part, indicators, geographies)
    return part, defects


def _complete(entry: object, indicators: Mapping[str, Indicator]) -> object:
    """Add what the entry leaves to its preset and to the catalogue of indicators."""
    if not isinstance(entry, dict):
        return entry
    complete = {**get_preset_keys(entry.get("preset")), **entry}
    if isinstance(listed := complete.get("indicators"), (list, tuple)):
        complete["indicators"] = [_add_direction(item, indicators) for item in listed]
    return complete


def _add_direction(item: object, indicators: Mapping[str, Indicator]) -> object:
    """A neutral direction is taken over too: the model refuses it, and says so where the indicator is named."""
    if not isinstance(item, dict):
        return item
    known = indicators.get(str(item.get("indicator")))
    return item if known is None else {"direction": known.direction.value, **item}


def _check_typology(
    typology: Typology, part: Part[Typology], indicators: Part[Indicator], geographies: Part[Geography]
) -> list[Defect]:
    defects: list[Defect] = []
    if typology.geography is None:
        defects.append(Defect(part.locate(typology.id), "Die Angabe ›geography‹ fehlt", "ergänzen"))
    else:
        place = part.locate(typology.id, "geography")
        defects += geographies.check(place, "Die Gliederung", typology.geography)
    if not typology.indicators:
        finding = f"Die Typologie ›{typology.id}‹ hat keinen Indikator"
        defects.append(Defect(part.locate(typology.id), finding, "unter ›indicators‹ mindestens einen angeben"))
    for position, item in enumerate(typology.indicators):
        place = part.locate(typology.id, "indicators", position)
        defects += indicators.check(place, "Den Indikator", item.indicator)
        defects += _check_indicator(item.indicator, item.direction, indicators.items, place)
    return defects + _check_units(typology, indicators.items, part.locate(typology.id, "indicators"))


def _check_units(typology: Typology, indicators: Mapping[str, Indicator], place: str) -> list[Defect]:
    """Distances from the city value are added up as they are."""
    units = {indicators[item].unit: item for item in typology.indicator_ids if item in indicators}
    if typology.standardisation is not Standardisation.DISTANCE or len(units) < 2:
        return []
    listed = ", ".join(f"{indicator} ({unit})" for unit, indicator in units.items())
    finding = f"Abstände in verschiedenen Einheiten lassen sich nicht addieren: {listed}"
    return [Defect(place, finding, "Indikatoren einer Einheit verwenden oder anders standardisieren")]


def _check_indicator(
    indicator_id: str, direction: Direction, indicators: Mapping[str, Indicator], place: str
) -> list[Defect]:
    indicator = indicators.get(indicator_id)
    if indicator is None:
        return []
    if not indicator.is_rate:
        finding = f"›{indicator_id}‹ ist eine Anzahl; große Gebiete hätten allein durch ihre Größe viel davon"
        return [Defect(place, finding, "einen Anteil oder eine Quote verwenden")]
    if direction is not indicator.direction and indicator.direction is not Direction.NEUTRAL:
        finding = f"Die Richtung ›{direction}‹ widerspricht dem Katalog: ›{indicator_id}‹ ist ›{indicator.direction}‹"
        return [Defect(place, finding, "direction weglassen oder im Katalog berichtigen")]
    return []
