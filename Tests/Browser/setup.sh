#!/usr/bin/env bash
# Installs what the browser tests need (Debian's chromium and a font), unless it is there.
# Exit code 3 says that it cannot be had here; the tests then skip with the reason, or fail where CI=true.
set -u
# shellcheck source=Tests/host.sh
source "$(dirname "${BASH_SOURCE[0]}")/../host.sh"
[ -n "${FAULTLINE_CHROMIUM:-}" ] || host_package chromium chromium fonts-dejavu-core || exit 3
