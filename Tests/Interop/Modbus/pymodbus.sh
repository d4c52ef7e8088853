#!/usr/bin/env bash
# Unpacks pymodbus 3.8 into .peers/pymodbus: Debian trixie's package, pure Python, used through PYTHONPATH on whatever Python the host has.
# Nothing is installed on the host. Idempotent; what cannot be had is named, and the exit code is 1 then.
set -uo pipefail
cd "$(dirname "$0")/../../.."
target=$PWD/.peers/pymodbus
[ -d "$target/pymodbus" ] && exit 0

fail() { echo "Interop: pymodbus: $*"; exit 1; }

for tool in apt-get dpkg tar; do
  command -v "$tool" >/dev/null || fail "it is a Debian package, and there is no $tool here"
done
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$keyring" ] || fail "Debian's archive keyring is missing"

# The mirror that the host's own sources name, so that a site's mirror is used here too.
mirror=$({ cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '$1 == "URIs:" { print $2 }'
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -E 's/\[[^]]*\]//' | awk '$1 == "deb" { print $2 }'
} | grep -E '/debian/?$' | head -1)
[ -n "$mirror" ] || fail "the host's apt sources name no Debian mirror"

mkdir -p .peers
work=$(mktemp -d "$PWD/.peers/pymodbus.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/apt/{lists/partial,cache/archives/partial} "$work/root"
: > "$work/apt/status"
echo "deb [signed-by=$keyring] $mirror trixie main" > "$work/apt/sources.list"
cat > "$work/apt.conf" <<CONF
Dir::State "$work/apt";
Dir::State::Lists "$work/apt/lists";
Dir::State::status "$work/apt/status";
Dir::Cache "$work/apt/cache";
Dir::Etc::sourcelist "$work/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "2";
CONF
export APT_CONFIG=$work/apt.conf
apt-get update -q >"$work/log" 2>&1 && ! grep -q '^Err:\|^W: Failed' "$work/log" || { tail -3 "$work/log"; fail "suite trixie cannot be had from the host's mirror"; }
(cd "$work" && apt-get download -q python3-pymodbus) >>"$work/log" 2>&1 || { tail -3 "$work/log"; fail "python3-pymodbus cannot be downloaded"; }
dpkg --fsys-tarfile "$work"/python3-pymodbus_*.deb | tar -x -C "$work/root" --no-same-owner || fail "the package cannot be unpacked"
PYTHONPATH=$work/root/usr/lib/python3/dist-packages python3 -c 'import pymodbus.server, pymodbus.client' || fail "it does not run on the host's Python"
rm -rf "$target"
mv "$work/root/usr/lib/python3/dist-packages" "$target"
