#!/usr/bin/env bash
# Builds the container images of all services with the .NET SDK alone: no container engine, no Dockerfile.
#
#   eng/images.sh [--version V] [--output DIR] [--push REGISTRY] [--base IMAGE] [SERVICE ...]
#
#   --version V      tag and label; default the version in Directory.Build.props
#   --output DIR     one archive an image (DIR/NAME.tar.gz, for `docker load`, `ctr image import` or `skopeo copy`) and its bill of materials
#                    (DIR/NAME.cdx.json); default artifacts/images
#   --push REGISTRY  pushes to REGISTRY/NAME:V instead, as `docker login` has signed in, and writes the bills alone
#   --base IMAGE     base image from elsewhere, such as a plant's own mirror; default ContainerBaseImage in Directory.Build.props
#
# The services are the projects of aspire-manifest.json, so that a new one is not forgotten.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
output=artifacts/images registry='' base='' wanted=()
while [ $# -gt 0 ]; do
  case $1 in
    --version) version=$2; shift 2 ;;
    --output) output=$2; shift 2 ;;
    --push) registry=$2; shift 2 ;;
    --base) base=$2; shift 2 ;;
    -*) echo "images: unknown option $1" >&2; exit 2 ;;
    *) wanted+=("$1"); shift ;;
  esac
done
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+([-.][0-9A-Za-z.-]+)?$ ]] || { echo "images: '$version' is no version" >&2; exit 2; }

# NAME PATH of each project of the manifest.
projects() {
  awk -F'"' '/^    "[a-z0-9-]+": \{/ { name = $2 } /^      "path": / { print name, $4 }' aspire-manifest.json
}

mkdir -p "$output"
output=$(cd "$output" && pwd)
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
built=0
while read -r name project; do
  [ ${#wanted[@]} -eq 0 ] || printf '%s\n' "${wanted[@]}" | grep -qx "$name" || continue
  echo "== $name $version"
  target=("-p:ContainerArchiveOutputPath=$output/$name.tar.gz" "-p:ContainerRepository=faultline/$name")
  [ -z "$registry" ] || target=("-p:ContainerRegistry=${registry%%/*}" "-p:ContainerRepository=${registry#*/}/$name")
  [ -z "$base" ] || target+=("-p:ContainerBaseImage=$base")
  dotnet publish "$project" -c Release --nologo -v quiet -nodeReuse:false -t:PublishContainer \
    "-p:ContainerImageTag=$version" "-p:Version=$version" "-p:RepositoryCommit=$revision" "${target[@]}"
  deps=$(find "$(dirname "$project")/bin/Release" -name "Faultline.$(basename "$project" .csproj).deps.json" -print -quit)
  dotnet run eng/sbom.cs -- "$deps" "$name" "$version" > "$output/$name.cdx.json"
  built=$((built + 1))
done < <(projects)
[ "$built" -gt 0 ] || { echo "images: no service is named ${wanted[*]}" >&2; exit 2; }
echo "$built images of version $version${registry:+ in $registry}, bills of materials in $output"
