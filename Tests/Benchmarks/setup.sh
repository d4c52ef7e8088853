#!/usr/bin/env bash
# Builds the peers that benchmarks are compared with, from the C files in peers/, into .peers/benchmarks. Idempotent.
# Debian packages need root; what cannot be had is named, and the exit code is 1 then.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
target=.peers/benchmarks

packages=()
command -v gcc >/dev/null || packages+=(gcc libc6-dev)
[ -e /usr/include/modbus/modbus.h ] || packages+=(libmodbus-dev)
if [ ${#packages[@]} -gt 0 ]; then
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || { echo "Benchmarks: not root, or no apt-get; missing: ${packages[*]}"; exit 1; }
  install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null 2>&1; }
  install || { apt-get update -qq >/dev/null && install; } || { echo "Benchmarks: apt-get could not install ${packages[*]}"; exit 1; }
fi

mkdir -p "$target"
for peer in modbus_server modbus_fast_server modbus_loop; do
  source=Tests/Benchmarks/peers/$peer.c
  [ "$target/$peer" -nt "$source" ] && continue
  gcc -O2 -Wall -Wextra -I/usr/include/modbus -o "$target/$peer" "$source" -lmodbus -lpthread || { echo "Benchmarks: $source does not compile"; exit 1; }
done
