#!/usr/bin/env bash
# Fails when aspire-manifest.json or deploy/kubernetes is not what AppHost generates.
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet run --project AppHost -- publish
if [ -n "$(git status --porcelain -- aspire-manifest.json deploy/kubernetes)" ]; then
  git --no-pager diff --stat -- aspire-manifest.json deploy/kubernetes
  git status --short -- aspire-manifest.json deploy/kubernetes
  echo "drift: the files above are not what AppHost generates; commit what \`dotnet run --project AppHost -- publish\` writes" >&2
  exit 1
fi
echo "drift: none"
