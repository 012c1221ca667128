#!/usr/bin/env bash
# Installs what the tests in a browser need, where it is missing: Chromium from
# the system's packages, and axe-core (MPL-2.0; not part of Parley) into .cache,
# which is not committed. Then `go test ./web ./parleytest/browser` runs them.
set -euo pipefail
cd "$(dirname "$0")/.."
axe=4.14.1

have() { command -v "$1" >/dev/null; }
install() { # packages of the system
  local root=""
  [ "$(id -u)" = 0 ] || root=sudo
  have apt-get || { echo "install $* by hand: there is no apt-get here" >&2; exit 1; }
  $root apt-get install -y -q --no-install-recommends "$@" ||
    { $root apt-get update -q && $root apt-get install -y -q --no-install-recommends "$@"; }
}

if [ -z "${PARLEY_CHROMIUM:-}" ] && ! have chromium && ! have chromium-browser && ! have google-chrome && ! have google-chrome-stable; then
  install chromium fonts-noto-cjk
fi

cache=.cache/axe-core
if [ "$(cat "$cache/version" 2>/dev/null)" != "$axe" ]; then
  have npm || install nodejs npm
  rm -rf "$cache"
  mkdir -p "$cache"
  (cd "$cache" && npm pack --silent "axe-core@$axe" >/dev/null && tar xzf "axe-core-$axe.tgz" && rm "axe-core-$axe.tgz")
  echo "$axe" >"$cache/version"
fi
