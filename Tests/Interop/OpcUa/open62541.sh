#!/usr/bin/env bash
# Builds the open62541 peers into .peers/open62541/bin: Debian trixie's library, unpacked beside the host's own packages, and the C programs of
# peers/, compiled with the host's compiler. Nothing is installed on the host but the compiler. Idempotent; what cannot be had is named, and the
# exit code is 1 then.
set -uo pipefail
# shellcheck source=Tests/trixie.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../trixie.sh"
# shellcheck source=Tests/host.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../host.sh"
sources=$trixie_root/Tests/Interop/OpcUa/peers

unpack() {
  local packages
  trixie_index || return
  mapfile -t packages < <(trixie_libraries libopen62541-1.4)
  trixie_exclude=(./usr/share)
  trixie_unpack libopen62541-1.4-dev "${packages[@]}" && trixie_linker > "$trixie_tree/linker" && trixie_put "$trixie_tree"
}

# The libraries need a newer libc than the host may have, so programs run through the tree's own dynamic linker.
build() {
  local source=$1 name library
  name=$(basename "$source" .c)
  [ "$trixie_target/bin/$name" -nt "$source" ] && return
  library=$(cd "$trixie_target/files" && dirname "$(find . -name 'libopen62541.so' | head -1)")
  mkdir -p "$trixie_target/bin"
  gcc -O1 -Wall -Wextra -isystem "$trixie_target/files/usr/include" "$source" -L"$trixie_target/files/$library" -lopen62541 -Wl,--allow-shlib-undefined \
    -o "$trixie_target/bin/$name.real" || { trixie_fail "$name.c does not compile"; return; }
  cat > "$trixie_target/bin/$name" <<WRAPPER
#!/bin/sh
root=\$(dirname "\$(readlink -f "\$0")")/../files
exec "\$root/$(cat "$trixie_target/linker")" --library-path "\$root/$library" "\$root/../bin/$name.real" "\$@"
WRAPPER
  chmod 755 "$trixie_target/bin/$name"
}

host_package gcc gcc libc6-dev && trixie_begin open62541 || exit 1
[ -e "$trixie_target/linker" ] || unpack || exit 1
for source in "$sources"/open62541-*.c; do
  build "$source" || exit 1
done
