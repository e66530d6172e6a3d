"""Who may show the pages in a frame: what the setting may hold, and what the server does with anything else."""

from __future__ import annotations

import pytest

from sozialmonitor.domain.errors import InputError
from sozialmonitor.ui.framing import SETTING, read_frame_ancestors
from sozialmonitor.ui.server import get_app_options

RIGHT = {
    "": "'self'",
    "  ": "'self'",
    "'none'": "'none'",
    " 'self'  https://www.musterstadt.de ": "'self' https://www.musterstadt.de",
    "https://*.musterstadt.de:8443": "https://*.musterstadt.de:8443",
    "http://localhost http://localhost:8080": "http://localhost http://localhost:8080",
    "HTTPS://Intranet": "HTTPS://Intranet",
}
WRONG = (
    "self",
    "‘self’",
    "„https://www.musterstadt.de“",
    "'self'; script-src *",
    "'self', https://www.musterstadt.de",
    "'self'\nx-evil: 1",
    "'self'\thttps://www.musterstadt.de",
    "https://www.musterstadt.de\n",
    "*",
    "https:",
    "https://*",
    "https://*.",
    "https://a..de",
    "https://-a.de",
    "https://www.müsterstadt.de",
    "http://www.musterstadt.de",
    "https://www.musterstadt.de/",
    "https://www.musterstadt.de/pfad",
    "https://nutzer@musterstadt.de",
    "https://musterstadt.de:0",
    "https://musterstadt.de:65536",
    "http://localhost.example",
    "'none' https://www.musterstadt.de",
    "data:",
)


def test_without_the_setting_only_own_pages_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert read_frame_ancestors() == "'self'"


@pytest.mark.parametrize("value", RIGHT)
def test_origins_are_kept(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, value)
    assert read_frame_ancestors() == RIGHT[value]


@pytest.mark.parametrize("value", WRONG)
def test_anything_else_keeps_the_server_from_starting(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, value)
    with pytest.raises(InputError):
        read_frame_ancestors()
    with pytest.raises(SystemExit, match=f"^Fehler: Umgebungsvariable {SETTING}: ›.* → möglich sind 'self'"):
        get_app_options()
