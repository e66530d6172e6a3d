"""Whatever pydantic can find fault with is told in German."""

from __future__ import annotations

import re

import pytest
from pydantic_core import ErrorDetails
from pydantic_core._pydantic_core import list_all_errors

from sozialmonitor.domain.refusals import describe_refusal
from tests.support.english import find_english

INPUTS = ["x", 3, 1.5, True, None, [], [1], {}, {"a": 1}, "9" * 5000]


@pytest.mark.parametrize("error", list_all_errors(), ids=lambda error: error["type"])
def test_no_word_of_the_library_is_left(error: dict[str, object]) -> None:
    for given in INPUTS:
        details: ErrorDetails = {
            "type": str(error["type"]),
            "loc": ("schlüssel",),
            "msg": str(error["example_message_python"]),
            "input": given,
            "ctx": error.get("example_context") or {},  # type: ignore[typeddict-item]
        }
        told = describe_refusal(details)
        said = re.sub(r"erlaubt sind: .*", "", f"{told.finding}; {told.remedy}")
        assert find_english(said) == [], said
        assert told.finding
        assert told.remedy
        assert len(told.finding) < 200
