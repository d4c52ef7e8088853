#!/usr/bin/env bash
# Sets up the databases that the tests of storage run on:
#   1. a plain PostgreSQL server, installed from the distribution's package `postgresql` when no server binary is found (needs root);
#   2. .peers/timescaledb: TimescaleDB, Apache edition, from Debian trixie's packages, unpacked beside the host's own packages and started
#      through wrappers in .peers/timescaledb/bin (initdb, postgres, pg_ctl, pg_config). Nothing of it is installed.
# Idempotent, and quick when all is there. Each part that cannot be had ends with its reason on standard error and leaves nothing behind;
# the exit code is 1 then. Both parts are always tried.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=$root/.peers/timescaledb
work=

fail() { echo "setup: $*" >&2; return 1; }

has_server() {
  [ -n "${FAULTLINE_TEST_POSTGRES_BIN:-}" ] && [ -x "$FAULTLINE_TEST_POSTGRES_BIN/initdb" ] && return 0
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return 0
  command -v initdb >/dev/null && command -v postgres >/dev/null
}

as_postgres() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

install_postgres() {
  has_server && return 0
  command -v apt-get >/dev/null || { fail "no PostgreSQL server found, and no apt-get to install one with"; return; }
  [ "$(id -u)" = 0 ] || { fail "no PostgreSQL server found, and only root can install the package postgresql"; return; }
  local log; log=$(mktemp)
  # create_main_cluster=false: the package must not start a server of its own.
  mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/faultline.conf
  if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql; } >"$log" 2>&1; then
    tail -5 "$log" >&2; rm -f "$log"
    fail "the package postgresql could not be installed"; return
  fi
  rm -f "$log"
  has_server || fail "the package postgresql has no server binaries"
}

# Mirror of the host's own Debian sources, so that a site's mirror is used here too.
mirror() {
  apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(CODENAME)' 'Created-By: Packages' 2>/dev/null \
    | awk '$2 == "Debian" && $3 !~ /security/ { print $1; exit }'
}

sources_mirror() {
  # Before the first `apt-get update` apt knows no origins: read the files.
  { cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '$1 == "URIs:" { print $2 }'
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -E 's/\[[^]]*\]//' | awk '$1 == "deb" { print $2 }'
  } | grep -E '/debian/?$' | head -1
}

write_apt_config() {
  local uri=$1
  mkdir -p "$work"/apt/{lists/partial,cache/archives/partial,etc}
  : > "$work/apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri trixie main" > "$work/apt/etc/sources.list"
  cat > "$work/apt/apt.conf" <<CONF
Dir::State "$work/apt";
Dir::State::Lists "$work/apt/lists";
Dir::State::status "$work/apt/status";
Dir::Cache "$work/apt/cache";
Dir::Etc::sourcelist "$work/apt/etc/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "2";
CONF
}

# What the two packages need of libraries, down to libc: Depends followed through library packages only. Left out: what only administers
# a host (postgresql-common, perl ...), and LLVM, which only just-in-time compilation uses (100 MB; the servers run with jit=off).
wanted_packages() {
  local all="postgresql-17 postgresql-17-timescaledb" new="postgresql-17 postgresql-17-timescaledb" found
  while [ -n "$new" ]; do
    # shellcheck disable=SC2086 # names are words
    found=$(APT_CONFIG=$work/apt/apt.conf apt-cache depends --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances $new \
      2>>"$work/log" | awk '$1 ~ /^(Pre)?Depends:$/ { print $2 }' | grep -E '^lib' | grep -vE '^(libllvm|libperl|libpython|libtcl|.*-perl$)' | sort -u)
    new=$(comm -23 <(echo "$found" | sed '/^$/d') <(tr ' ' '\n' <<<"$all" | sort -u) | tr '\n' ' ' | sed 's/ *$//')
    [ -z "$new" ] || all="$all $new"
  done
  echo "$all"
}

unpack() {
  local packages deb
  packages=$(wanted_packages)
  [ "$(wc -w <<<"$packages")" -gt 10 ] || { tail -5 "$work/log" >&2; fail "trixie's package index leads to '$packages' only"; return; }
  mkdir -p "$work/debs" "$work/tree/root"
  # shellcheck disable=SC2086
  (cd "$work/debs" && APT_CONFIG=$work/apt/apt.conf apt-get download -q $packages) >>"$work/log" 2>&1 \
    || { tail -5 "$work/log" >&2; fail "TimescaleDB's packages could not be downloaded"; return; }
  for deb in "$work"/debs/*.deb; do
    dpkg --fsys-tarfile "$deb" | tar -x -C "$work/tree/root" --no-same-owner \
        --exclude=./usr/share/doc --exclude=./usr/share/man --exclude=./usr/share/locale --exclude='*/bitcode' \
      || { fail "$(basename "$deb") could not be unpacked"; return; }
  done
}

# Each program stays in its folder under another name, and a script takes its place: programs look for their share folder relative to
# their own, and initdb and pg_ctl for postgres beside themselves. The script starts the program through the tree's own dynamic linker with the
# tree's own libraries, since those of the host are older. Nothing names the tree's place, so it can be moved.
write_wrappers() {
  local binaries=$work/tree/root/usr/lib/postgresql/17/bin linker name
  linker=$(cd "$work/tree/root" && ls -d usr/lib/*-linux-gnu/ld-linux*.so.* 2>/dev/null | head -1)
  [ -n "$linker" ] || { fail "libc6 of trixie has no dynamic linker where one is expected"; return; }
  mkdir -p "$work/tree/bin"
  for name in initdb postgres pg_ctl; do
    [ -x "$binaries/$name" ] || { fail "postgresql-17 has no $name"; return; }
    mv "$binaries/$name" "$binaries/$name.real"
    cat > "$binaries/$name" <<WRAPPER
#!/bin/sh
bin=\$(dirname "\$(readlink -f "\$0")")
root=\${bin%/usr/lib/postgresql/17/bin}
exec "\$root/$linker" --library-path "\$root/$(dirname "$linker")" "\$bin/$name.real" "\$@"
WRAPPER
    chmod 755 "$binaries/$name"
    ln -s "../root/usr/lib/postgresql/17/bin/$name" "$work/tree/bin/$name"
  done
  cat > "$work/tree/bin/pg_config" <<'CONFIG'
#!/bin/sh
# The part of pg_config that tells a finder whether this server has an extension.
root=$(dirname "$(readlink -f "$0")")/../root
case "$1" in
  --bindir) cd "$root/usr/lib/postgresql/17/bin" && pwd ;;
  --sharedir) cd "$root/usr/share/postgresql/17" && pwd ;;
  --pkglibdir) cd "$root/usr/lib/postgresql/17/lib" && pwd ;;
  --version) "$root/usr/lib/postgresql/17/bin/postgres" --version | sed 's/^postgres (PostgreSQL)/PostgreSQL/' ;;
  *) echo "pg_config: only --bindir, --sharedir, --pkglibdir and --version are answered" >&2; exit 1 ;;
esac
CONFIG
  chmod 755 "$work/tree/bin/pg_config"
}

# A cluster is made, the extension created and a hypertable used, as the user that tests run servers as.
try_out() {
  local data=$work/trial log=$work/trial.log
  install -d -m 700 "$data" && { [ "$(id -u)" != 0 ] || chown postgres "$data"; }
  : > "$log"; [ "$(id -u)" != 0 ] || chown postgres "$log"
  (cd / && as_postgres "$work/tree/bin/initdb" -D "$data/db" -U postgres -A trust --locale=C -E UTF8 --no-sync) >>"$log" 2>&1 \
    || { tail -5 "$log" >&2; fail "initdb of the unpacked server does not run"; return; }
  (cd / && echo "CREATE EXTENSION timescaledb; CREATE TABLE t (time timestamptz NOT NULL); SELECT 'made ' || hypertable_id FROM create_hypertable('t', 'time');" \
    | as_postgres "$work/tree/bin/postgres" --single -D "$data/db" -c shared_preload_libraries=timescaledb -c timescaledb.telemetry_level=off -c jit=off -j postgres) >>"$log" 2>&1
  grep -q 'made 1' "$log" || { tail -15 "$log" >&2; fail "the unpacked server does not make a hypertable"; return; }
}

build_timescaledb() {
  [ -e "$target/complete" ] && return 0
  local uri tool
  for tool in apt-get apt-cache dpkg tar setpriv; do
    command -v "$tool" >/dev/null || { fail "TimescaleDB is built from Debian packages, and there is no $tool here"; return; }
  done
  [ "$(id -u)" != 0 ] || id postgres >/dev/null 2>&1 || { fail "there is no user postgres to run a server as"; return; }
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || { fail "Debian's archive keyring is missing"; return; }
  uri=$(mirror); [ -n "$uri" ] || uri=$(sources_mirror)
  [ -n "$uri" ] || { fail "the host's apt sources name no Debian mirror"; return; }
  mkdir -p "$root/.peers"
  work=$(mktemp -d "$root/.peers/timescaledb.XXXXXX")
  chmod 755 "$work"
  write_apt_config "$uri"
  APT_CONFIG=$work/apt/apt.conf apt-get update -q >"$work/log" 2>&1 && ! grep -q '^Err:\|^W: Failed' "$work/log" \
    || { tail -5 "$work/log" >&2; fail "suite trixie cannot be had from $uri"; return; }
  unpack && write_wrappers && try_out || return
  date -u +%FT%TZ > "$work/tree/complete"
  rm -rf "$target"
  mv "$work/tree" "$target"
}

trap '[ -z "$work" ] || rm -rf "$work"' EXIT
status=0
install_postgres || status=1
build_timescaledb || status=1
[ "$status" != 0 ] || echo "setup: plain PostgreSQL and TimescaleDB (.peers/timescaledb) are ready"
exit "$status"
