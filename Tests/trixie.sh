# shellcheck shell=bash
# Sourced by scripts that unpack packages of Debian trixie into .peers, beside the host's own packages; nothing is installed on the host.
#
#   trixie_begin NAME            takes the lock of .peers/NAME ($trixie_target), which this process keeps until it ends; look there whether all is done already
#   trixie_index                 makes a working folder with an empty $trixie_tree/files, and reads the index of trixie from the mirror that the host's own sources name
#   trixie_libraries PACKAGE...  the packages and the libraries that they need, down to libc, one a line; left out what only administers a host, and LLVM
#   trixie_unpack PACKAGE...     downloads the packages and unpacks them into $trixie_tree/files, without what ${trixie_exclude[@]} names
#   trixie_linker                path in the tree of its dynamic linker, which starts its programs on a host whose libc is older
#   trixie_put FOLDER            puts the folder in the place of .peers/NAME
#
# Each says on standard error what it lacks, and returns 1.

trixie_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
trixie_target=
trixie_work=
trixie_tree=
trixie_exclude=()

trixie_fail() { echo "setup: $*" >&2; return 1; }

trixie_begin() {
  mkdir -p "$trixie_root/.peers"
  trixie_target=$trixie_root/.peers/$1
  # Two test projects may set up the same peer at once.
  exec {trixie_lock}>"$trixie_target.lock"
  ! command -v flock >/dev/null || flock "$trixie_lock"
}

# Before the first `apt-get update` apt knows no origins: read the files.
trixie_mirror() {
  { cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '$1 == "URIs:" { print $2 }'
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -E 's/\[[^]]*\]//' | awk '$1 == "deb" { print $2 }'
  } | grep -E '/debian/?$' | head -1
}

trixie_index() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg uri tool
  for tool in apt-get apt-cache dpkg tar; do
    command -v "$tool" >/dev/null || { trixie_fail "$(basename "$trixie_target") comes from Debian's packages, and there is no $tool here"; return; }
  done
  [ -e "$keyring" ] || { trixie_fail "Debian's archive keyring is missing"; return; }
  uri=$(trixie_mirror)
  [ -n "$uri" ] || { trixie_fail "the host's apt sources name no Debian mirror"; return; }
  trixie_work=$(mktemp -d "$trixie_target.XXXXXX")
  trixie_tree=$trixie_work/tree
  trap 'rm -rf "$trixie_work"' EXIT
  # Servers run as another user, who must be able to enter.
  chmod 755 "$trixie_work"
  mkdir -p "$trixie_work"/apt/{lists/partial,cache/archives/partial} "$trixie_work/debs" "$trixie_tree/files"
  : > "$trixie_work/apt/status"
  echo "deb [signed-by=$keyring] $uri trixie main" > "$trixie_work/apt/sources.list"
  cat > "$trixie_work/apt/apt.conf" <<CONF
Dir::State "$trixie_work/apt";
Dir::State::Lists "$trixie_work/apt/lists";
Dir::State::status "$trixie_work/apt/status";
Dir::Cache "$trixie_work/apt/cache";
Dir::Etc::sourcelist "$trixie_work/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "2";
CONF
  APT_CONFIG=$trixie_work/apt/apt.conf apt-get update -q >"$trixie_work/log" 2>&1 && ! grep -q '^Err:\|^W: Failed' "$trixie_work/log" && return
  tail -3 "$trixie_work/log" >&2
  trixie_fail "suite trixie cannot be had from the host's mirror"
}

trixie_libraries() {
  local all new=$* found
  all=$new
  while [ -n "$new" ]; do
    # shellcheck disable=SC2086 # names are words
    found=$(APT_CONFIG=$trixie_work/apt/apt.conf apt-cache depends --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances $new \
      2>>"$trixie_work/log" | awk '$1 ~ /^(Pre)?Depends:$/ { print $2 }' | grep -E '^lib' | grep -vE '^(libllvm|libperl|libpython|libtcl|.*-perl$)' | sort -u)
    new=$(comm -23 <(echo "$found" | sed '/^$/d') <(tr ' ' '\n' <<<"$all" | sort -u) | tr '\n' ' ' | sed 's/ *$//')
    [ -z "$new" ] || all="$all $new"
  done
  tr ' ' '\n' <<<"$all"
}

trixie_unpack() {
  local deb
  (cd "$trixie_work/debs" && APT_CONFIG=$trixie_work/apt/apt.conf apt-get download -q "$@") >>"$trixie_work/log" 2>&1 \
    || { tail -3 "$trixie_work/log" >&2; trixie_fail "$* cannot be downloaded"; return; }
  for deb in "$trixie_work"/debs/*.deb; do
    dpkg --fsys-tarfile "$deb" | tar -x -C "$trixie_tree/files" --no-same-owner "${trixie_exclude[@]/#/--exclude=}" || { trixie_fail "$(basename "$deb") cannot be unpacked"; return; }
  done
}

trixie_linker() {
  local linker
  linker=$(cd "$trixie_tree/files" && find . -path '*-linux-gnu/ld-linux*.so.*' | head -1)
  [ -n "$linker" ] || { trixie_fail "libc6 of trixie has no dynamic linker where one is expected"; return; }
  echo "${linker#./}"
}

trixie_put() {
  rm -rf "$trixie_target"
  mv "$1" "$trixie_target"
}
