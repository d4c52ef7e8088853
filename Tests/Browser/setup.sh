#!/usr/bin/env bash
# Installs what the browser tests need (Debian's chromium and a font), unless it is there.
# Exit code 3 says that it cannot be had here; the tests then skip with the reason, or fail where CI=true.
set -u
if [ -n "${FAULTLINE_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then echo "browser: no chromium, and no apt-get to install it" >&2; exit 3; fi
if [ "$(id -u)" -ne 0 ]; then echo "browser: no chromium; as root: apt-get install chromium fonts-dejavu-core" >&2; exit 3; fi
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1 \
  || { apt-get update >/dev/null 2>&1 && apt-get install -y --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1; } \
  || { echo "browser: chromium cannot be installed from Debian's packages" >&2; exit 3; }
