#!/usr/bin/env bash
# Sets up the databases that the tests of storage run on:
#   1. a plain PostgreSQL server, installed from the distribution's package `postgresql` when no server binary is found (needs root);
#   2. .peers/timescaledb: TimescaleDB, Apache edition, from Debian trixie's packages, unpacked beside the host's own packages and started
#      through wrappers in .peers/timescaledb/bin (initdb, postgres, pg_ctl, pg_config). Nothing of it is installed.
# Idempotent, and quick when all is there. Each part that cannot be had ends with its reason on standard error and leaves nothing behind;
# the exit code is 1 then. Both parts are always tried.
set -uo pipefail

# shellcheck source=Tests/trixie.sh
source "$(dirname "${BASH_SOURCE[0]}")/../trixie.sh"

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
  command -v apt-get >/dev/null || { trixie_fail "no PostgreSQL server found, and no apt-get to install one with"; return; }
  [ "$(id -u)" = 0 ] || { trixie_fail "no PostgreSQL server found, and only root can install the package postgresql"; return; }
  local log; log=$(mktemp)
  # create_main_cluster=false: the package must not start a server of its own.
  mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/faultline.conf
  if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql; } >"$log" 2>&1; then
    tail -5 "$log" >&2; rm -f "$log"
    trixie_fail "the package postgresql could not be installed"; return
  fi
  rm -f "$log"
  has_server || trixie_fail "the package postgresql has no server binaries"
}

# Each program stays in its folder under another name, and a script takes its place: programs look for their share folder relative to
# their own, and initdb and pg_ctl for postgres beside themselves. The script starts the program through the tree's own dynamic linker with the
# tree's own libraries, since those of the host are older. Nothing names the tree's place, so it can be moved.
write_wrappers() {
  local binaries=$trixie_tree/files/usr/lib/postgresql/17/bin linker name
  linker=$(trixie_linker) || return
  mkdir -p "$trixie_tree/bin"
  for name in initdb postgres pg_ctl; do
    [ -x "$binaries/$name" ] || { trixie_fail "postgresql-17 has no $name"; return; }
    mv "$binaries/$name" "$binaries/$name.real"
    cat > "$binaries/$name" <<WRAPPER
#!/bin/sh
bin=\$(dirname "\$(readlink -f "\$0")")
root=\${bin%/usr/lib/postgresql/17/bin}
exec "\$root/$linker" --library-path "\$root/$(dirname "$linker")" "\$bin/$name.real" "\$@"
WRAPPER
    chmod 755 "$binaries/$name"
    ln -s "../files/usr/lib/postgresql/17/bin/$name" "$trixie_tree/bin/$name"
  done
  cat > "$trixie_tree/bin/pg_config" <<'CONFIG'
#!/bin/sh
# The part of pg_config that tells a finder whether this server has an extension.
root=$(dirname "$(readlink -f "$0")")/../files
case "$1" in
  --bindir) cd "$root/usr/lib/postgresql/17/bin" && pwd ;;
  --sharedir) cd "$root/usr/share/postgresql/17" && pwd ;;
  --pkglibdir) cd "$root/usr/lib/postgresql/17/lib" && pwd ;;
  --version) "$root/usr/lib/postgresql/17/bin/postgres" --version | sed 's/^postgres (PostgreSQL)/PostgreSQL/' ;;
  *) echo "pg_config: only --bindir, --sharedir, --pkglibdir and --version are answered" >&2; exit 1 ;;
esac
CONFIG
  chmod 755 "$trixie_tree/bin/pg_config"
}

# A cluster is made, the extension created and a hypertable used, as the user that tests run servers as.
try_out() {
  local data=$trixie_work/trial log=$trixie_work/trial.log
  install -d -m 700 "$data" && { [ "$(id -u)" != 0 ] || chown postgres "$data"; }
  : > "$log"; [ "$(id -u)" != 0 ] || chown postgres "$log"
  (cd / && as_postgres "$trixie_tree/bin/initdb" -D "$data/db" -U postgres -A trust --locale=C -E UTF8 --no-sync) >>"$log" 2>&1 \
    || { tail -5 "$log" >&2; trixie_fail "initdb of the unpacked server does not run"; return; }
  (cd / && echo "CREATE EXTENSION timescaledb; CREATE TABLE t (time timestamptz NOT NULL); SELECT 'made ' || hypertable_id FROM create_hypertable('t', 'time');" \
    | as_postgres "$trixie_tree/bin/postgres" --single -D "$data/db" -c shared_preload_libraries=timescaledb -c timescaledb.telemetry_level=off -c jit=off -j postgres) >>"$log" 2>&1
  grep -q 'made 1' "$log" || { tail -15 "$log" >&2; trixie_fail "the unpacked server does not make a hypertable"; return; }
}

build_timescaledb() {
  local packages
  trixie_begin timescaledb || return
  [ -e "$trixie_target/complete" ] && return
  command -v setpriv >/dev/null || { trixie_fail "a server is started as another user, and there is no setpriv here"; return; }
  [ "$(id -u)" != 0 ] || id postgres >/dev/null 2>&1 || { trixie_fail "there is no user postgres to run a server as"; return; }
  trixie_index || return
  mapfile -t packages < <(trixie_libraries postgresql-17 postgresql-17-timescaledb)
  [ ${#packages[@]} -gt 10 ] || { tail -5 "$trixie_work/log" >&2; trixie_fail "trixie's package index leads to '${packages[*]}' only"; return; }
  # What a server does without: jit is off (LLVM's bitcode), and nobody reads manuals here.
  trixie_exclude=(./usr/share/doc ./usr/share/man ./usr/share/locale '*/bitcode')
  trixie_unpack "${packages[@]}" && write_wrappers && try_out || return
  date -u +%FT%TZ > "$trixie_tree/complete"
  trixie_put "$trixie_tree"
}

status=0
install_postgres || status=1
build_timescaledb || status=1
[ "$status" != 0 ] || echo "setup: plain PostgreSQL and TimescaleDB (.peers/timescaledb) are ready"
exit "$status"
