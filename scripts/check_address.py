"""Before anything is set up: can a server answer at this address? Any Python runs this, without packages.

Call: ``python3 scripts/check_address.py HOST PORT``; ends with 1 and one German sentence if not.
"""

from __future__ import annotations

import errno
import socket
import sys

LARGEST_PORT = 65535


def find_obstacle(host: str, port: str) -> str | None:
    """Why no server can answer at an address, with what to do; None if one can."""
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 1 <= int(port) <= LARGEST_PORT):
        return f"PORT={port} ist kein Port. Möglich sind Zahlen von 1 bis {LARGEST_PORT}: make run PORT=8080"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host.strip() or "?", int(port), type=socket.SOCK_STREAM
        )[0]
    except (OSError, UnicodeError):
        return f"HOST={host} ist keine Netzadresse. Möglich ist zum Beispiel: make run HOST=127.0.0.1"
    try:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        return _describe(error, host, int(port))
    return None


def _describe(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        another = f"make run PORT={port + 1 if port < LARGEST_PORT else port - 1}"
        return (
            f"Port {port} ist belegt, vielleicht läuft der Sozialmonitor schon. Beenden oder anders starten: {another}"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} darf nur die Systemverwaltung öffnen. Anders starten: make run PORT=8080"
    return f"HOST={host} ist keine Netzadresse dieses Rechners. Alle Adressen: make run HOST=0.0.0.0"


if __name__ == "__main__":
    obstacle = find_obstacle(*sys.argv[1:3])
    if obstacle is not None:
        sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
        print(f"Fehler: {obstacle}", file=sys.stderr)
        sys.exit(1)
