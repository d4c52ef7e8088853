#!/usr/bin/env bash
# Brings a cluster to an overlay, and back when it does not become healthy.
#
#   eng/deploy.sh OVERLAY_FOLDER [--timeout SECONDS]
#
# Order: everything that is no service; the stores, until they are ready; the migration of the schema, until it is complete or has failed; the services, until each rollout is
# complete and the gateway says that it is ready. When a step fails, what this run changed is rolled back (ConfigMaps, then `kubectl rollout undo`), and the exit code is 1. A migration is
# not undone: each is written so that the version before works on its schema too (docs/deployment.md, "Rollback").
set -euo pipefail

overlay='' timeout=300
while [ $# -gt 0 ]; do
  case $1 in
    --timeout) timeout=$2; shift 2 ;;
    -*) echo "deploy: unknown option $1" >&2; exit 2 ;;
    *) overlay=$1; shift ;;
  esac
done
[ -e "${overlay:-none}/kustomization.yaml" ] || { echo "deploy: usage: eng/deploy.sh OVERLAY_FOLDER [--timeout SECONDS]" >&2; exit 2; }

namespace=faultline
component() { echo "app.kubernetes.io/part-of=faultline,app.kubernetes.io/component=$1"; }
say() { echo "deploy: $*"; }

workloads() { kubectl get deployments,statefulsets -n "$namespace" -l "$(component "$1")" -o name; }

# "NAME REVISION" of each workload; empty on a first deployment.
revisions() {
  kubectl get deployments -n "$namespace" -l app.kubernetes.io/part-of=faultline \
    -o jsonpath='{range .items[*]}deployment.apps/{.metadata.name} {.metadata.annotations.deployment\.kubernetes\.io/revision}{"\n"}{end}' 2>/dev/null || true
  kubectl get statefulsets -n "$namespace" -l app.kubernetes.io/part-of=faultline \
    -o jsonpath='{range .items[*]}statefulset.apps/{.metadata.name} {.status.updateRevision}{"\n"}{end}' 2>/dev/null || true
}

before=$(revisions)
# A revision of a workload names its ConfigMap and does not hold it: what was in it has to come back with the revision.
configuration=$(kubectl get configmaps -n "$namespace" -l app.kubernetes.io/part-of=faultline -o yaml 2>/dev/null | sed -E '/^ +(resourceVersion|uid|creationTimestamp):/d' || true)

roll_back() {
  local name revision now failed=0
  say "not healthy: $1"
  [ -z "$before" ] || kubectl replace -f - <<<"$configuration" || failed=1
  now=$(revisions)
  while read -r name revision; do
    [ -n "$name" ] || continue
    [ "$(awk -v name="$name" '$1 == name { print $2 }' <<<"$now")" = "$revision" ] && continue
    say "rolling back $name to what it was before ($revision)"
    kubectl rollout undo "$name" -n "$namespace" && kubectl rollout status "$name" -n "$namespace" --timeout="${timeout}s" || failed=1
  done <<<"$before"
  [ -n "$before" ] || say "this was the first deployment: nothing to go back to"
  if [ $failed = 0 ]; then say "rolled back"; else say "ROLLBACK INCOMPLETE: see kubectl get pods -n $namespace"; fi
  exit 1
}

apply() { kubectl apply -k "$overlay" -l "$1" || roll_back "the API server refuses a part of $overlay"; }

wait_for() {
  local name
  for name in $(workloads "$1"); do
    kubectl rollout status "$name" -n "$namespace" --timeout="${timeout}s" || roll_back "$name did not become ready within $timeout s"
  done
}

# Waits for a Job's end, whichever comes first: one that has failed never completes. 1: it has failed; 2: neither came in time.
end_of() {
  local complete failed first status=0
  kubectl wait --for=condition=complete "$1" -n "$namespace" --timeout="${timeout}s" &
  complete=$!
  kubectl wait --for=condition=failed "$1" -n "$namespace" --timeout="${timeout}s" >/dev/null 2>&1 &
  failed=$!
  wait -n -p first "$complete" "$failed" || status=$?
  if [ "$first" = "$failed" ] && [ $status = 0 ]; then
    kill "$complete" || true
    return 1
  fi
  # Its own time may have run out a moment before the other's.
  [ "$first" = "$complete" ] || { status=0; wait "$complete" || status=$?; }
  kill "$failed" 2>/dev/null || true
  [ $status = 0 ] || return 2
}

kubectl get secret faultline-secrets -n "$namespace" >/dev/null 2>&1 || {
  kubectl apply -k "$overlay" -l 'app.kubernetes.io/part-of=faultline,!app.kubernetes.io/component' >/dev/null
  echo "deploy: the Secret faultline-secrets is missing in namespace $namespace: eng/secrets.sh | kubectl apply -f -" >&2
  exit 1
}

say "stores"
apply 'app.kubernetes.io/part-of=faultline,!app.kubernetes.io/component'
apply "$(component store)"
wait_for store

say "migration"
# A Job cannot be changed, and one that ended does not start again by being applied. Migrations already done are passed over.
kubectl delete jobs -n "$namespace" -l "$(component migration)" --ignore-not-found --cascade=foreground
apply "$(component migration)"
job=$(kubectl get jobs -n "$namespace" -l "$(component migration)" --sort-by=.metadata.creationTimestamp -o name | tail -1)
ended=0
end_of "$job" || ended=$?
if [ $ended = 1 ]; then
  kubectl logs "$job" -n "$namespace" --tail=20 || true
  roll_back "the migration $job failed: $(kubectl get "$job" -n "$namespace" -o jsonpath='{range .status.conditions[?(@.type=="Failed")]}{.reason}: {.message}{end}' || true) (kubectl logs -n $namespace $job)"
fi
[ $ended = 0 ] || roll_back "the migration $job did not complete within $timeout s (kubectl logs -n $namespace $job)"

say "services"
apply "$(component service)"
wait_for service

say "health"
kubectl get --raw "/api/v1/namespaces/$namespace/services/gateway:http/proxy/health/ready" >/dev/null || roll_back "the gateway does not say that it is ready"
say "healthy"
