#!/usr/bin/env bash
# Times the workbench: how long after its start the first page is there, how long
# pages take that were never made before, and 200 requests a second for ten
# seconds. Usage: bench/serve.sh [CASE] [RATE] [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."
case=${1:-examples/sma}
pid= work=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT

go build -o "$work/parley" ./cmd/parley
go build -o "$work/load" ./bench/load
started=$(date +%s%N)
"$work/parley" serve "$case" --port 0 --no-browser >"$work/out" 2>&1 &
pid=$!
until address=$(grep -o 'http://[^ ]*' "$work/out"); do kill -0 "$pid"; done
printf 'from the start to the address    %d ms\n' $((($(date +%s%N) - started) / 1000000))
"$work/load" "$address" "$pid" "${2:-200}" "${3:-10}"
