"""Remembering what was computed from a store for exactly as long as the store itself is in use."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

from sozialmonitor.store.store import Store

P = ParamSpec("P")
V = TypeVar("V")


def per_store(most: int) -> Callable[[Callable[Concatenate[Store, P], V]], Callable[Concatenate[Store, P], V]]:
    """Keep the ``most`` results last asked for, apart for each store.

    A cache with the store in its key would keep replaced releases in memory: sixty of them left 45 MB. The results
    must not hold the store, or it would never go.
    """

    def decorate(function: Callable[Concatenate[Store, P], V]) -> Callable[Concatenate[Store, P], V]:
        caches: weakref.WeakKeyDictionary[Store, Callable[P, V]] = weakref.WeakKeyDictionary()

        def ask(store: Store, /, *arguments: P.args, **named: P.kwargs) -> V:
            cache = caches.get(store)
            if cache is None:
                cache = caches.setdefault(store, _remember(function, weakref.ref(store), most))
            return cache(*arguments, **named)

        functools.update_wrapper(ask, function)
        ask.cache_clear = caches.clear  # type: ignore[attr-defined]
        return ask

    return decorate


def _remember(function: Callable[Concatenate[Store, P], V], find: weakref.ref[Store], most: int) -> Callable[P, V]:
    def compute(*arguments: P.args, **named: P.kwargs) -> V:
        store = find()
        assert store is not None  # whoever asks holds it
        return function(store, *arguments, **named)

    return cast("Callable[P, V]", functools.lru_cache(maxsize=most)(compute))
