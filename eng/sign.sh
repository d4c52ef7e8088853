#!/usr/bin/env bash
# Signs the images of a version by their digests (a tag can be moved afterwards) and attests their bills of materials, with cosign.
#
#   eng/sign.sh REGISTRY VERSION     the images are REGISTRY/NAME:VERSION for each NAME.cdx.json in artifacts/images
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# = 2 ] || { echo "sign: usage: eng/sign.sh REGISTRY VERSION" >&2; exit 2; }
signed=0
for bill in artifacts/images/*.cdx.json; do
  [ -e "$bill" ] || break
  image=$1/$(basename "$bill" .cdx.json)
  digest=$(cosign triangulate --type digest "$image:$2")
  [[ $digest == *@sha256:* ]] || { echo "sign: no digest for $image:$2, but '$digest'" >&2; exit 1; }
  cosign sign --yes "$digest"
  cosign attest --yes --type cyclonedx --predicate "$bill" "$digest"
  signed=$((signed + 1))
done
[ $signed -gt 0 ] || { echo "sign: artifacts/images holds no bill of materials" >&2; exit 1; }
echo "sign: $signed images signed"
