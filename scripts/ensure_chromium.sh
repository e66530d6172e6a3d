#!/usr/bin/env bash
# Make sure that a Chromium is there for the browser tests; print its path on standard output.
#
# The tests use the system's browser and download none. Missing means failing: a browser test that
# is skipped silently is a test that nobody runs.
set -euo pipefail

find_chromium() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    return 1
}

if [[ -n ${CHROMIUM:-} ]]; then
    if command -v "$CHROMIUM"; then exit 0; fi
    echo "CHROMIUM=$CHROMIUM ist kein ausführbares Programm." >&2
    exit 1
fi

if find_chromium; then exit 0; fi

if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "Chromium fehlt und wird eingerichtet (apt-get install chromium) …" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >&2
    apt-get install -q -y --no-install-recommends chromium fonts-dejavu-core >&2
    if find_chromium; then exit 0; fi
fi

cat >&2 <<'TEXT'
Für die Browsertests fehlt Chromium.
  Debian:       sudo apt-get update && sudo apt-get install chromium
  Ubuntu:       sudo snap install chromium
  anderer Ort:  CHROMIUM=/pfad/zu/chromium make test
Ohne Browser laufen die übrigen Tests mit:  make test-unit
TEXT
exit 1
