#!/usr/bin/env bash
# The engineer's test works the dashboard in the browser that the browser tests use.
exec bash "$(dirname "${BASH_SOURCE[0]}")/../Browser/setup.sh"
