#!/usr/bin/env bash
# Gets the independent peers that the interop tests talk to. Safe to run again: what is there is left alone.
# Debian packages need root; without it, or without a network, what is missing is reported and its tests are skipped (CI=true: they fail).
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
status=0

# Modbus: mbpoll brings libmodbus, which python3 drives through ctypes; node runs the two npm libraries.
packages=()
command -v mbpoll >/dev/null || packages+=(mbpoll)
command -v python3 >/dev/null || packages+=(python3)
command -v node >/dev/null || packages+=(nodejs)
command -v npm >/dev/null || packages+=(npm)
if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null 2>&1; }
    install || { apt-get update -qq >/dev/null && install; } || { echo "Interop: apt-get could not install ${packages[*]}"; status=1; }
  else
    echo "Interop: not root, or no apt-get; missing: ${packages[*]}"
    status=1
  fi
fi

# Packages of npm into .peers/FOLDER. Scripts are ignored: they would build serial-port drivers, which nothing here uses.
npm_packages() {
  local folder=.peers/$1 stamp=${*:2}
  [ "$(cat "$folder/installed" 2>/dev/null)" = "$stamp" ] && return
  mkdir -p "$folder"
  # shellcheck disable=SC2086 # the stamp is the list of packages
  if command -v npm >/dev/null && npm install --prefix "$folder" --no-audit --no-fund --no-save --ignore-scripts --loglevel=error $stamp >/dev/null
  then
    echo "$stamp" >"$folder/installed"
  else
    echo "Interop: npm could not install $stamp"
    status=1
  fi
}

npm_packages modbus modbus-serial@8.0.25 jsmodbus@5.0.0
npm_packages opcua node-opcua@2.182.2

bash Tests/Interop/Modbus/pymodbus.sh || status=1
bash Tests/Interop/OpcUa/open62541.sh || status=1

exit $status
