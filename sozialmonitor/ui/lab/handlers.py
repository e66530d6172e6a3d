"""What the controls of the laboratory change in its settings; an answer that is none changes nothing."""

from __future__ import annotations

from dataclasses import replace

from sozialmonitor.domain.typology import Standardisation
from sozialmonitor.ui.lab.state import Scope, take
from sozialmonitor.ui.received import receive_number, receive_switch, receive_text
from sozialmonitor.views.lab.settings import LabSettings


def take_included(scope: Scope, key: str, indicator: str) -> None:
    """An indicator goes in or out."""
    take(scope, lambda settings: settings.include(indicator, is_included=receive_switch(key)))


def take_weight(scope: Scope, key: str, indicator: str) -> None:
    """An indicator weighs more or less."""
    weight = receive_number(key)
    take(scope, lambda settings: settings if weight is None else settings.weigh(indicator, round(weight, 2)))


def take_standardisation(scope: Scope, key: str) -> None:
    """Another way to make values comparable."""
    method = receive_text(key)

    def change(settings: LabSettings) -> LabSettings:
        is_known = method in set(Standardisation)
        return replace(settings, standardisation=Standardisation(method)) if is_known else settings

    take(scope, change)


def take_clusters(scope: Scope, key: str) -> None:
    """More or fewer clusters."""
    count = receive_number(key)
    take(scope, lambda settings: settings if count is None else replace(settings, clusters=int(count)))


def take_cutoff(scope: Scope, key: str, index: str, position: int) -> None:
    """A class begins elsewhere."""
    cutoff = receive_number(key)
    take(scope, lambda settings: settings if cutoff is None else settings.cut(index, position, round(cutoff, 4)))
