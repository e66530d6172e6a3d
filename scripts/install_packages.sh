#!/usr/bin/env bash
# Install a locked list of packages into an environment, and show how it goes in a few lines.
set -euo pipefail
python=${1:?interpreter of the environment}
lock=${2:?locked list}

total=$(grep -c '^[a-z0-9]' "$lock")
# The locked files name their packages by hash; what a machine has configured besides must not matter.
"$python" -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes -r "$lock" |
    awk -v total="$total" '
        /^Collecting / && ++found % 20 == 0 { printf "  %d von %d Paketen geladen\n", found, total; fflush() }
        /^Installing collected packages/ { print "  Alle Pakete sind geladen, jetzt werden sie eingerichtet"; fflush() }
    '
