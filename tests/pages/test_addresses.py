"""Address and choices: who leads when they differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

FIRST, SECOND, THIRD = "auslaenderanteil", "frauenanteil", "arbeitslosenquotient"


@pytest.fixture
def app(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page „Ungleichheit“ with the first indicator."""
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(real_releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update({"monitor": "mannheim", "indikator": FIRST})
    return app.switch_page("pages/public/inequality.py").run()


def choose(app: AppTest, indicator: str) -> AppTest:
    return app.selectbox(key="choice.indicator").select(indicator)


def choose_with_old_address(app: AppTest) -> AppTest:
    """The second indicator is chosen, but what is sent next still comes with the address from before."""
    before = dict(app.query_params)
    choose(app, SECOND).run()
    app.query_params.clear()
    app.query_params.update(before)
    return app


def get_shown(app: AppTest) -> tuple[str, str]:
    """What the list says, and what the address says."""
    assert not app.exception
    return app.selectbox(key="choice.indicator").value, app.query_params["indikator"]


def test_a_choice_goes_into_the_address(app: AppTest) -> None:
    assert get_shown(app) == (FIRST, FIRST)
    assert get_shown(choose(app, SECOND).run()) == (SECOND, SECOND)


def test_the_back_button_leads(app: AppTest) -> None:
    assert get_shown(choose_with_old_address(app).run()) == (FIRST, FIRST)


def test_a_choice_made_before_the_address_arrived_counts(app: AppTest) -> None:
    """The browser sends the address it has; two quick choices both come with the one from before."""
    assert get_shown(choose(choose_with_old_address(app), THIRD).run()) == (THIRD, THIRD)


def test_another_monitor_counts_even_then(app: AppTest) -> None:
    choose_with_old_address(app).selectbox(key="choice.monitor").select("flensburg").run()
    assert app.query_params["monitor"] == "flensburg"
