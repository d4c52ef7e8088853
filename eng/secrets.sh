#!/usr/bin/env bash
# Prints the Secret faultline-secrets with a fresh random value for every key that the deployment refers to. No value is written to a file:
#
#   eng/secrets.sh | kubectl apply -f -
#
# Refuses where the cluster has the Secret already: another database password would lock the services out of a database that keeps the old one.
# --force makes it all the same, for a cluster whose volumes are gone too.
set -euo pipefail
cd "$(dirname "$0")/.."

namespace=faultline name=faultline-secrets
if [ "${1:-}" != --force ] && command -v kubectl >/dev/null && kubectl get secret "$name" -n "$namespace" >/dev/null 2>&1; then
  echo "secrets: $namespace/$name exists; --force makes a new one, which an existing database does not know" >&2
  exit 1
fi

# Letters and digits only, so that a value stands for itself in a URI as well.
random() { LC_ALL=C tr -dc 'A-Za-z0-9' < <(head -c 4096 /dev/urandom) | cut -c "1-$1"; }

keys() {
  grep -rh -A 2 'secretKeyRef:' deploy/kubernetes/base deploy/kubernetes/overlays | awk '$1 == "key:" { print $2 }' | sort -u
}

declare -A values
for key in $(keys); do
  case $key in
    *-uri-encoded) ;;
    token-key) values[$key]=$(random 64) ;;
    *) values[$key]=$(random 32) ;;
  esac
done
[ ${#values[@]} -gt 0 ] || { echo "secrets: deploy/kubernetes refers to no secret" >&2; exit 1; }

printf 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\n  labels:\n    app.kubernetes.io/part-of: faultline\ntype: Opaque\nstringData:\n' "$name" "$namespace"
for key in $(keys); do
  printf '  %s: "%s"\n' "$key" "${values[${key%-uri-encoded}]}"
done
