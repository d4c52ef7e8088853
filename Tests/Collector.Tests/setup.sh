#!/usr/bin/env bash
# The OPC UA driver is tested against open62541, which Tests/Interop builds.
exec bash "$(dirname "$0")/../Interop/OpcUa/open62541.sh"
