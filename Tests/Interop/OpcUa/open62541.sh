#!/usr/bin/env bash
# Builds the open62541 peers into .peers/open62541/bin: Debian trixie's library, unpacked beside the host's own packages, and the C programs of
# peers/, compiled with the host's compiler. Nothing is installed on the host but the compiler. Idempotent; what cannot be had is named, and the
# exit code is 1 then.
set -uo pipefail
cd "$(dirname "$0")/../../.."
target=$PWD/.peers/open62541
work=
trap '[ -z "$work" ] || rm -rf "$work"' EXIT
sources=$PWD/Tests/Interop/OpcUa/peers

fail() { echo "Interop: open62541: $*"; exit 1; }

compiler() {
  command -v gcc >/dev/null && return
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || fail "there is no gcc, and only root can install it"
  install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev >/dev/null 2>&1; }
  install || { apt-get update -qq >/dev/null && install; } || fail "gcc could not be installed"
}

# The libraries need a newer libc than the host may have, so programs run through the tree's own dynamic linker.
unpack() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg mirror packages deb
  for tool in apt-get apt-cache dpkg tar; do
    command -v "$tool" >/dev/null || fail "it is a Debian package, and there is no $tool here"
  done
  [ -e "$keyring" ] || fail "Debian's archive keyring is missing"
  # The mirror that the host's own sources name, so that a site's mirror is used here too.
  mirror=$({ cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '$1 == "URIs:" { print $2 }'
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -E 's/\[[^]]*\]//' | awk '$1 == "deb" { print $2 }'
  } | grep -E '/debian/?$' | head -1)
  [ -n "$mirror" ] || fail "the host's apt sources name no Debian mirror"
  mkdir -p .peers
  work=$(mktemp -d "$PWD/.peers/open62541.XXXXXX")
  mkdir -p "$work"/apt/{lists/partial,cache/archives/partial} "$work/debs" "$work/root"
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
  apt-get update -q >"$work/log" 2>&1 && ! grep -q '^Err:\|^W: Failed' "$work/log" \
    || { tail -3 "$work/log"; fail "suite trixie cannot be had from the host's mirror"; }
  packages="libopen62541-1.4-dev $(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
    libopen62541-1.4 2>>"$work/log" | grep -E '^lib' | sort -u | tr '\n' ' ')"
  # shellcheck disable=SC2086 # names are words
  (cd "$work/debs" && apt-get download -q $packages) >>"$work/log" 2>&1 || { tail -3 "$work/log"; fail "$packages cannot be downloaded"; }
  for deb in "$work"/debs/*.deb; do
    dpkg --fsys-tarfile "$deb" | tar -x -C "$work/root" --no-same-owner --exclude=./usr/share || fail "$(basename "$deb") cannot be unpacked"
  done
  unset APT_CONFIG
  rm -rf "$target"
  mkdir -p "$target"
  mv "$work/root" "$target/root"
}

build() {
  local source=$1 name library linker
  name=$(basename "$source" .c)
  [ "$target/bin/$name" -nt "$source" ] && return
  library=$(cd "$target/root" && dirname "$(find . -name 'libopen62541.so' | head -1)")
  linker=$(cd "$target/root" && find . -name 'ld-linux*.so.*' | head -1)
  [ -n "$linker" ] || fail "libc6 of trixie has no dynamic linker where one is expected"
  mkdir -p "$target/bin"
  gcc -O1 -Wall -Wextra -isystem "$target/root/usr/include" "$source" -L"$target/root/$library" -lopen62541 -Wl,--allow-shlib-undefined -o "$target/bin/$name.real" \
    || fail "$name.c does not compile"
  cat > "$target/bin/$name" <<WRAPPER
#!/bin/sh
root=\$(dirname "\$(readlink -f "\$0")")/../root
exec "\$root/$linker" --library-path "\$root/$library" "\$root/../bin/$name.real" "\$@"
WRAPPER
  chmod 755 "$target/bin/$name"
}

compiler
[ -e "$target/root" ] || unpack
for source in "$sources"/open62541-*.c; do
  build "$source"
done
