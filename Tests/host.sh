# shellcheck shell=bash
# Sourced by scripts that install packages of the host's distribution.
#
#   host_package PROGRAM PACKAGE...   installs the packages with apt-get unless the program is there; says on standard error why it cannot, and returns 1

host_package() {
  local program=$1
  shift
  command -v "$program" >/dev/null && return
  command -v apt-get >/dev/null || { echo "setup: no $program, and no apt-get to install it" >&2; return 1; }
  [ "$(id -u)" -eq 0 ] || { echo "setup: no $program; as root: apt-get install $*" >&2; return 1; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 \
    || { apt-get update -qq >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; } \
    || { echo "setup: $* cannot be installed from the distribution's packages" >&2; return 1; }
}
