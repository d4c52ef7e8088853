#!/usr/bin/env bash
# Sets up what the tests need and runs all of them. `./test.sh Contracts EndToEnd` runs only the named test projects.
#
#   CI=true                  a peer, database or browser that cannot be had fails its tests instead of skipping them
#   FAULTLINE_FUZZ_SECONDS   long fuzz runs
#   FAULTLINE_FUZZ_MESSAGES  so many damaged messages for each fuzz target
#   FAULTLINE_SOAK=true      long end-to-end runs
#
# The last line is the sum of all results: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")" || exit

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
configuration=Release
results=$PWD/artifacts/tests
rm -rf "$results"
mkdir -p "$results"

wanted() { [ $# -eq 1 ] || printf '%s\n' "${@:2}" | grep -qx -e "$1" -e "${1%.Tests}"; }

echo "== Setting up peers, databases and browser"
for setup in Tests/*/setup.sh; do
  project=$(basename "$(dirname "$setup")")
  wanted "$project" "$@" || continue
  bash "$setup" || echo "$setup: not all could be had; the tests that need it say so"
done

echo "== Building"
dotnet build Aspire.sln -c $configuration --nologo -v quiet -nodeReuse:false || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# Cheap projects first; those that boot the whole line last and alone, so that none of them measures another's load.
projects=$(for folder in Tests/*/; do basename "$folder"; done | grep -vx -e Benchmarks -e EndToEnd -e Browser)
failed=0
for project in $projects Browser EndToEnd; do
  wanted "$project" "$@" || continue
  echo "== $project"
  dotnet test "Tests/$project" -c $configuration --no-build --nologo --logger "trx;LogFileName=$project.trx" --results-directory "$results" \
    --logger "console;verbosity=minimal" --blame-hang-timeout 8m --blame-hang-dump-type none || failed=$((failed + 1))
done

sum() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ s += $1 } END { print s + 0 }'; }
passed=$(sum passed)
failures=$(sum failed)
skipped=$(cat "$results"/*.trx 2>/dev/null | grep -c 'outcome="NotExecuted"')
# A test host that died leaves fewer results than tests: that is a failure too.
[ "$failed" -gt 0 ] && [ "$failures" -eq 0 ] && failures=$failed
echo "$passed passed, $failures failed, $skipped skipped"
[ "$failures" -eq 0 ] && [ "$passed" -gt 0 ]
