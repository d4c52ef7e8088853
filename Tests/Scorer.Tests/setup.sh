#!/usr/bin/env bash
# Sets up the PostgreSQL server that these tests run on: the same as those of storage. Idempotent.
exec bash "$(dirname "${BASH_SOURCE[0]}")/../TimeSeries.Tests/setup.sh"
