#!/usr/bin/env bash
# Notes of a release from the subjects of its commits ("area: what"), by area.
#
#   eng/release-notes.sh [FROM [TO]]     FROM: default the tag before TO; TO: default HEAD
set -euo pipefail
cd "$(dirname "$0")/.."

to=${2:-HEAD}
from=${1:-$(git describe --tags --abbrev=0 "$to^" 2>/dev/null || true)}
range=${from:+$from..}$to

git log --no-merges --format=%s "$range" \
  | awk '{
      area = "other"; text = $0
      if (match($0, /^[a-z0-9, .-]+: /)) { area = substr($0, 1, RLENGTH - 2); text = substr($0, RLENGTH + 1) }
      print area "\t" text
    }' \
  | sort -s -t "$(printf '\t')" -k 1,1 \
  | awk -F '\t' '$1 != last { if (NR > 1) print ""; print "## " $1 "\n"; last = $1 } { print "- " $2 }'
