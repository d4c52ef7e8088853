#!/usr/bin/env bash
# Starts the line as a newcomer does, waits until the dashboard answers, and stops it again: `dotnet run --project AppHost` on Linux, macOS and Windows.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${1:-8080} log=$(mktemp) data=$(mktemp -d)
# As root, the database runs as another user, who must be able to enter.
chmod 755 "$data"
dotnet build AppHost -c Release --nologo -v quiet
dotnet run --project AppHost -c Release --no-build -- --data "$data/run" --port "$port" >"$log" 2>&1 &
line=$!
trap 'kill "$line" 2>/dev/null || true; wait "$line" 2>/dev/null || true; cat "$log"; rm -rf "$log" "$data"' EXIT

for _ in $(seq 180); do
  if curl -fsS "http://localhost:$port/health/ready" >/dev/null 2>&1; then
    echo "default run: healthy"
    exit 0
  fi
  kill -0 "$line" 2>/dev/null || { echo "default run: AppHost ended" >&2; exit 1; }
  sleep 1
done
echo "default run: not healthy within 180 s" >&2
exit 1
