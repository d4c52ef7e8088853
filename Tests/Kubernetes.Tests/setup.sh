#!/usr/bin/env bash
# Sets up what the tests of the deployment need:
#   1. .peers/kustomize: kustomize of Debian trixie, one program, unpacked beside the host's own packages;
#   2. promtool of Debian's package prometheus, whose server is not started.
# Idempotent. Each part that cannot be had ends with its reason on standard error; the exit code is 1 then. Both parts are always tried.
set -uo pipefail

# shellcheck source=Tests/trixie.sh
source "$(dirname "${BASH_SOURCE[0]}")/../trixie.sh"

unpack_kustomize() {
  trixie_begin kustomize || return
  [ -x "$trixie_target/kustomize" ] && return
  trixie_index && trixie_unpack kustomize || return
  "$trixie_tree/files/usr/bin/kustomize" version >/dev/null 2>&1 || { trixie_fail "kustomize of trixie does not run on this host"; return; }
  trixie_put "$trixie_tree/files/usr/bin"
}

install_promtool() {
  command -v promtool >/dev/null && return 0
  command -v apt-get >/dev/null || { trixie_fail "no promtool, and no apt-get to install it with"; return; }
  [ "$(id -u)" = 0 ] || { trixie_fail "no promtool; as root: apt-get install prometheus"; return; }
  local log; log=$(mktemp)
  # A policy of 101 forbids the package to start its server (Debian Policy, invoke-rc.d).
  local policy=/usr/sbin/policy-rc.d had=yes
  [ -e $policy ] || { had=no; printf '#!/bin/sh\nexit 101\n' > $policy; chmod 755 $policy; }
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends prometheus; } >"$log" 2>&1
  [ $had = yes ] || rm -f $policy
  command -v promtool >/dev/null || { tail -3 "$log" >&2; rm -f "$log"; trixie_fail "the package prometheus cannot be installed"; return; }
  rm -f "$log"
}

status=0
unpack_kustomize || status=1
install_promtool || status=1
exit "$status"
