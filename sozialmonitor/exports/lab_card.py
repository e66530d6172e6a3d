"""The method card as an archive: settings, values, result as the command line writes it, and a text."""

from __future__ import annotations

import hashlib

import yaml

from sozialmonitor.calc.area_table import list_result_rows, list_value_rows, write_rows
from sozialmonitor.exports.archive import build_archive
from sozialmonitor.texts.german import text
from sozialmonitor.views.lab.card import COMMAND, LabCard

SETTINGS, VALUES, RESULT, CARD = "methode.yaml", "werte.csv", "ergebnis.csv", "methodenkarte.md"


def pack_lab_card(card: LabCard) -> bytes:
    """ZIP with everything needed to compute the classes again; the same settings give the same bytes."""
    settings, values = _write_settings(card), write_rows(list_value_rows(card.table))
    checksum = hashlib.sha256(settings + values).hexdigest()
    return build_archive(
        {
            CARD: _write_card(card, checksum),
            SETTINGS: settings,
            VALUES: values,
            RESULT: write_rows(list_result_rows(card.typology, card.table, card.result)),
        }
    )


def _write_settings(card: LabCard) -> bytes:
    """A typology as YAML; a comment says what each column is."""
    rules = card.typology.model_dump(mode="json", exclude={"indicators"}, exclude_none=True)
    parts = [f"# {text('lab.card_note')}\n# {COMMAND}\n", _dump(rules), "indicators:\n"]
    for item in card.typology.indicators:
        parts.append(f"  # {item.indicator}: {card.columns[item.indicator]}\n")
        parts.append(f"  - {_dump(item.model_dump(mode='json', exclude_none=True), in_one_line=True)}")
    return "".join(parts).encode("utf-8")


def _dump(content: object, *, in_one_line: bool = False) -> str:
    width = 1000 if in_one_line else 120
    written: str = yaml.safe_dump(
        content, allow_unicode=True, sort_keys=False, default_flow_style=in_one_line, width=width
    )
    return written


def _write_card(card: LabCard, checksum: str) -> bytes:
    parts = [f"# {card.title}", f"**{text('lab.card_note')}**"]
    for section in card.sections:
        parts += [f"## {section.title}", "\n".join(f"* {line}" for line in section.lines)]
    parts += [
        f"## {text('lab.card_again')}",
        text("lab.card_command"),
        f"    {COMMAND}",
        text("lab.card_checksum", checksum=checksum),
        f"    cat {SETTINGS} {VALUES} | sha256sum",
    ]
    return ("\n\n".join(parts) + "\n").encode("utf-8")
