"""Whether a release shows the public anything: one that does not would take every page away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.monitor import MonitorCatalogue

HIDDEN = "Kein Indikator dieses Monitors ist für die Öffentlichkeit bestimmt; die Seiten zeigen ihn nicht"


def is_hidden(catalogue: MonitorCatalogue) -> bool:
    """Whether a monitor has nothing that the public may see."""
    return not any(Audience.PUBLIC.may_see(item.audience) for item in catalogue.indicators.values())


def check_publicity(catalogues: Sequence[MonitorCatalogue], data: Path) -> list[Defect]:
    """A defect if all monitors are hidden; ``catalogues`` are all of them."""
    if not catalogues or not all(map(is_hidden, catalogues)):
        return []
    place = f"{data.name}/{catalogues[0].monitor.id}/indicators/" if len(catalogues) == 1 else f"{data.name}/"
    finding = "Kein Indikator ist für die Öffentlichkeit bestimmt; alle Seiten wären leer"
    remedy = "bei mindestens einem Indikator ›audience: public‹ angeben oder die Angabe ›audience‹ weglassen"
    return [Defect(place, finding, remedy)]
