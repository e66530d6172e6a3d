"""Results live as long as their store, and no longer."""

from __future__ import annotations

import inspect
import weakref

import pytest

from sozialmonitor.store.store import Store
from sozialmonitor.ui import cache
from sozialmonitor.ui.per_store import per_store
from tests.support.town import NAME, Town
from tests.support.typologies import CACHE_ARGUMENTS

SHARED = sorted(name for name, value in vars(cache).items() if hasattr(value, "cache_clear"))


def test_a_result_is_computed_once_for_each_store_and_forgotten_beyond_the_limit(published_town: Town) -> None:
    asked: list[tuple[Store, int]] = []

    @per_store(2)
    def double(store: Store, number: int) -> int:
        asked.append((store, number))
        return 2 * number

    one, other = published_town.load_store(), published_town.load_store()
    assert [double(one, 1), double(one, 1), double(other, 1), double(one, 2)] == [2, 2, 2, 4]
    assert asked == [(one, 1), (other, 1), (one, 2)]
    double(one, 3)
    double(one, 1)
    assert len(asked) == 5, "the third result has pushed out the first"


@pytest.mark.parametrize("name", SHARED)
def test_no_result_keeps_its_store_in_memory(published_town: Town, name: str) -> None:
    """Without help of the garbage collection: what a page's first run has made is set aside from it."""
    function = getattr(cache, name)
    arguments = [CACHE_ARGUMENTS[key] for key in list(inspect.signature(function).parameters)[1:] if key != "style"]
    if name == "_get_overview":
        function, arguments = cache.get_overview, [NAME]
    store = published_town.load_store()
    gone = weakref.ref(store)
    result = function(store, *arguments)
    del store
    assert gone() is None, f"{type(result)} holds the store"
