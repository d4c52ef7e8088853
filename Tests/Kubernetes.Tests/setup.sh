#!/usr/bin/env bash
# Sets up what the tests of the deployment need:
#   1. .peers/kustomize: kustomize of Debian trixie, one program, unpacked beside the host's own packages;
#   2. promtool of Debian's package prometheus, whose server is not started.
# Idempotent. Each part that cannot be had ends with its reason on standard error; the exit code is 1 then. Both parts are always tried.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=$root/.peers/kustomize
work=

fail() { echo "setup: $*" >&2; return 1; }

# Mirror of the host's own Debian sources, so that a site's mirror is used here too.
mirror() {
  { cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '$1 == "URIs:" { print $2 }'
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -E 's/\[[^]]*\]//' | awk '$1 == "deb" { print $2 }'
  } | grep -E '/debian/?$' | head -1
}

unpack_kustomize() {
  local uri
  [ -x "$target/kustomize" ] && return 0
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || { fail "kustomize comes from Debian's packages, and there is no apt-get here"; return; }
  uri=$(mirror); [ -n "$uri" ] || { fail "the host's apt sources name no Debian mirror"; return; }
  mkdir -p "$root/.peers"
  work=$(mktemp -d "$root/.peers/kustomize.XXXXXX")
  mkdir -p "$work"/apt/{lists/partial,cache/archives/partial} "$work/tree"
  : > "$work/apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri trixie main" > "$work/apt/sources.list"
  cat > "$work/apt/apt.conf" <<CONF
Dir::State "$work/apt";
Dir::State::Lists "$work/apt/lists";
Dir::State::status "$work/apt/status";
Dir::Cache "$work/apt/cache";
Dir::Etc::sourcelist "$work/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Sandbox::User "root";
Acquire::Languages "none";
CONF
  export APT_CONFIG=$work/apt/apt.conf
  (cd "$work" && apt-get update -q && apt-get download -q kustomize) >"$work/log" 2>&1 || { tail -3 "$work/log" >&2; fail "kustomize of trixie cannot be downloaded from $uri"; return; }
  unset APT_CONFIG
  dpkg --fsys-tarfile "$work"/kustomize_*.deb | tar -x -C "$work/tree" ./usr/bin/kustomize || { fail "the package kustomize cannot be unpacked"; return; }
  "$work/tree/usr/bin/kustomize" version >/dev/null 2>&1 || { fail "kustomize of trixie does not run on this host"; return; }
  mkdir -p "$target" && mv "$work/tree/usr/bin/kustomize" "$target/kustomize"
}

install_promtool() {
  command -v promtool >/dev/null && return 0
  command -v apt-get >/dev/null || { fail "no promtool, and no apt-get to install it with"; return; }
  [ "$(id -u)" = 0 ] || { fail "no promtool; as root: apt-get install prometheus"; return; }
  local log; log=$(mktemp)
  # A policy of 101 forbids the package to start its server (Debian Policy, invoke-rc.d).
  local policy=/usr/sbin/policy-rc.d had=yes
  [ -e $policy ] || { had=no; printf '#!/bin/sh\nexit 101\n' > $policy; chmod 755 $policy; }
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends prometheus; } >"$log" 2>&1
  [ $had = yes ] || rm -f $policy
  command -v promtool >/dev/null || { tail -3 "$log" >&2; rm -f "$log"; fail "the package prometheus cannot be installed"; return; }
  rm -f "$log"
}

trap '[ -z "$work" ] || rm -rf "$work"' EXIT
status=0
unpack_kustomize || status=1
install_promtool || status=1
exit "$status"
