#!/usr/bin/env bash
# Make the virtual environment, or say in plain words what the machine lacks for it.
set -euo pipefail
python=${1:?interpreter}
target=${2:?folder of the environment}

if ! command -v "$python" >/dev/null; then
    cat >&2 <<TEXT
Es fehlt Python (gesucht: $python). Benötigt wird Python 3.11 oder neuer.
  Debian/Ubuntu:  sudo apt-get install python3 python3-venv
  Ein anderes Python wählen:  make run PYTHON=/pfad/zu/python3
TEXT
    exit 1
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    cat >&2 <<TEXT
$python ist $("$python" --version 2>&1). Benötigt wird Python 3.11 oder neuer.
  Ein anderes Python wählen:  make run PYTHON=/pfad/zu/python3.11
TEXT
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    cat >&2 <<TEXT
Diesem Python fehlt das Modul venv. Unter Debian und Ubuntu ist es ein eigenes Paket:
  sudo apt-get update && sudo apt-get install python3-venv
Danach den Befehl wiederholen.
TEXT
    exit 1
fi

echo "Virtuelle Umgebung wird angelegt: $target ($("$python" --version 2>&1))"
"$python" -m venv "$target"
