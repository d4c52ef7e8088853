#!/usr/bin/env bash
# Sets up what the test of the Aspire dashboard needs: .peers/aspire, the program aspire from npm (127 MB), and Chromium, as the browser tests do.
# Idempotent. What cannot be had is told on standard error; the exit code is 1 then.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
version=13.5.4
status=0
bash "$root/Tests/Browser/setup.sh" || status=1

case $(uname -s)-$(uname -m) in
  Linux-x86_64) platform=linux-x64 ;;
  Linux-aarch64) platform=linux-arm64 ;;
  Darwin-arm64) platform=osx-arm64 ;;
  *) echo "setup: no package of aspire for this platform" >&2; exit 1 ;;
esac
package=$root/.peers/aspire/node_modules/@microsoft/aspire-cli-$platform
if [ ! -x "$package/bin/aspire" ] || ! grep -q "\"version\": \"$version\"" "$package/package.json"; then
  command -v npm >/dev/null || { echo "setup: aspire comes from npm, and there is no npm here" >&2; exit 1; }
  mkdir -p "$root/.peers/aspire"
  npm install --no-audit --no-fund --no-save --loglevel=error --prefix "$root/.peers/aspire" "@microsoft/aspire-cli-$platform@$version" >&2 || status=1
fi
exit $status
