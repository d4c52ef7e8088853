#!/usr/bin/env bash
# The tests of rules and of the documents' commands need promtool, which the deployment's tests set up.
exec bash "$(dirname "${BASH_SOURCE[0]}")/../Kubernetes.Tests/setup.sh"
