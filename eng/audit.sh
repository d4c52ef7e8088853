#!/usr/bin/env bash
# Fails on packages with a known vulnerability, direct or transitive, of severity High or Critical; lower ones are listed.
# Needs a feed that tells vulnerabilities (nuget.org does); exit code 3 says that none of the feeds here does, so that nothing was checked.
set -euo pipefail
cd "$(dirname "$0")/.."

report=$(mktemp)
trap 'rm -f "$report"' EXIT
dotnet restore Aspire.sln --nologo -v quiet
dotnet list Aspire.sln package --vulnerable --include-transitive 2>&1 | tee "$report"
if grep -qiE 'NU1900|no vulnerability|does not.*vulnerab' "$report"; then
  echo "audit: no feed here tells vulnerabilities: nothing was checked" >&2
  exit 3
fi
grep -q 'has no vulnerable packages\|has the following vulnerable packages' "$report" || { echo "audit: dotnet gave no report" >&2; exit 1; }
if grep -qE '\b(High|Critical)\b' "$report"; then
  echo "audit: vulnerable packages, see above" >&2
  exit 1
fi
echo "audit: no package with a vulnerability of severity High or Critical"
