"""Text that a spreadsheet would take for a formula, disarmed in one place for every file that may be opened in one."""

from __future__ import annotations

import re

from sozialmonitor.domain.status import Status

_FORMULA = re.compile(r"""((?:^|[;,\t\r\n])[\s"]*?)(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])""")
"""Where a cell begins, in whatever dialect the file is opened: a German spreadsheet ends cells of a comma-separated
file at its semicolons, and the other way round."""

_SIGNS = frozenset(status.sign for status in Status)


def disarm(cell: str) -> str:
    """Put an apostrophe before whatever a spreadsheet would execute, at the beginning or behind a separator.

    For texts only: a negative number begins with a minus, too. A lone sign of official statistics ("-") is harmless
    and stays as it is. Disarming twice changes nothing.
    """
    return cell if cell in _SIGNS else _FORMULA.sub(r"\1'", cell)
