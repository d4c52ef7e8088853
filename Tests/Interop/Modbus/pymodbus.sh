#!/usr/bin/env bash
# Unpacks pymodbus 3.8 into .peers/pymodbus: Debian trixie's package, pure Python, used through PYTHONPATH on whatever Python the host has.
# Idempotent; what cannot be had is named, and the exit code is 1 then.
set -uo pipefail
# shellcheck source=Tests/trixie.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../trixie.sh"

trixie_begin pymodbus || exit 1
[ -d "$trixie_target/pymodbus" ] && exit 0
trixie_index && trixie_unpack python3-pymodbus || exit 1
packages=$trixie_tree/files/usr/lib/python3/dist-packages
PYTHONPATH=$packages python3 -c 'import pymodbus.server, pymodbus.client' || { trixie_fail "pymodbus does not run on the host's Python"; exit 1; }
trixie_put "$packages"
