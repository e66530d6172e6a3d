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


def test_switching_to_leichte_sprache_brings_back_nothing(app: AppTest) -> None:
    choose_with_old_address(app).checkbox(key="choice.easy").check().run()
    assert get_shown(app) == (SECOND, SECOND)
    assert app.query_params["sprache"] == "leicht"


def test_leichte_sprache_stays_switched_off(app: AppTest) -> None:
    app.checkbox(key="choice.easy").check().run()
    before = dict(app.query_params)
    app.checkbox(key="choice.easy").uncheck().run()
    app.query_params.clear()
    app.query_params.update(before)
    assert get_shown(choose(app, SECOND).run()) == (SECOND, SECOND)
    assert "sprache" not in app.query_params
    assert app.checkbox(key="choice.easy").value is False


@pytest.mark.parametrize("page", ["imprint", "sources"])
def test_a_link_leads_after_a_choice_on_a_page_without_a_selection(app: AppTest, page: str) -> None:
    app.switch_page(f"pages/public/{page}.py").run()
    app.checkbox(key="choice.easy").check().run()
    app.selectbox(key="choice.monitor").select("flensburg").run()
    app.query_params.update({"monitor": "mannheim", "indikator": SECOND})
    assert get_shown(app.switch_page("pages/public/inequality.py").run()) == (SECOND, SECOND)


def test_the_back_button_leads_from_there_too(app: AppTest) -> None:
    before = dict(app.query_params)
    app.query_params.clear()  # a link in the menu
    app.switch_page("pages/public/sources.py").run()
    app.selectbox(key="choice.monitor").select("flensburg").run()
    app.query_params.update(before)
    assert get_shown(app.switch_page("pages/public/inequality.py").run()) == (FIRST, FIRST)


def test_another_monitor_stays_on_a_page_without_a_selection(app: AppTest) -> None:
    """That page leaves the address as it was; it still says Mannheim."""
    app.switch_page("pages/public/sources.py").run()
    app.selectbox(key="choice.monitor").select("flensburg").run()
    assert "mannheim" in app.query_params["monitor"]
    assert app.run().selectbox(key="choice.monitor").value == "flensburg"
