#!/usr/bin/env bash
# Times `parley check` on the big case beside `hledger check` and `bean-check`
# on ledgers with as many transactions, all in one run on one machine. It needs
# Go, GNU time, hledger and beancount (Debian: apt-get install time hledger beancount).
# Usage: bench/compare.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

go build -o "$work/parley" ./cmd/parley
go run ./parleytest/writebig "$work/big"

# measure NAME COMMAND...: the fastest of the runs, and the memory of that run. A
# command that fails stops the comparison: a crash is no fast run.
measure() {
  local name=$1; shift
  for _ in $(seq "$runs"); do
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; echo "$name failed" >&2; exit 1; }
    tail -n 1 "$work/time"
  done | sort -n | head -n 1 | awk -v n="$name" '{ printf "%-34s %6.2f s %5d MB\n", n, $1, $2/1024 }'
}

measure 'parley check, copies searched' "$work/parley" check "$work/big"
measure 'parley status examples/sma' "$work/parley" status examples/sma
if command -v hledger >/dev/null; then measure 'hledger check' hledger check -f "$work/big/big.journal"; fi
if command -v bean-check >/dev/null; then measure 'bean-check' bean-check "$work/big/big.beancount"; fi
