"""What stays for as long as the server runs, and need not be looked through after every rerun."""

from __future__ import annotations

import functools
import gc


def freeze() -> None:
    """Take everything loaded so far out of garbage collection.

    Streamlit collects after every rerun; walking imported modules and the store cost 50 to 110 ms each time.
    """
    gc.collect()
    gc.freeze()


@functools.cache
def freeze_first_run(page: str) -> None:
    """After the first run of a page in this process: set aside what it has imported and cached."""
    del page  # only the key: once for each
    freeze()
