#!/usr/bin/env bash
# Times package cost beside a NumPy script that draws the same, in one run on one
# machine: five years, an index and a rate of exchange that are both uncertain each
# year, every rounding on. Then one core against two, and the peak memory for few
# draws and for many. The first figures are by processor time, so that other work
# on the machine shows less; two cores are by the clock, and the load of
# the machine stands beside them: one of it is this script's own, and what is more
# makes them look worse than they are. It needs Go, GNU time and NumPy (Debian:
# apt-get install time python3-numpy). Usage: bench/cost.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

go test -c -o "$work/cost.test" ./cost

# price FORMAT DRAWS WORKERS: what GNU time says of one run.
price() {
  /usr/bin/time -f "$1" -o "$work/time" "$work/cost.test" -test.run '^$' -test.bench '^BenchmarkFiveYears$' -test.benchtime 1x -draws "$2" -workers "$3" >"$work/out"
  tail -n 1 "$work/time"
}
# best COMMAND...: the least of the runs.
best() { for _ in $(seq "$runs"); do "$@"; done | sort -n | head -n 1; }
# numpy DRAWS: the fastest of the runs.
numpy() { for _ in $(seq "$runs"); do /usr/bin/python3 bench/cost_numpy.py "$1" 2>>"$work/medians"; done | sort -rn | awk 'NR == 1'; }

draws=10000000
best price '%U' $draws 1 | awk -v n=$draws '{ printf "cost                %.2f million paths a second of one core, with quantiles\n", n / $1 / 1e6 }'
printf 'NumPy               %s\n' "$(numpy 1000000)" "$(numpy 100000)" "$(numpy 10000)"
load() { cut -d ' ' -f 1 /proc/loadavg; }
before=$(load)
one=$(best price '%e' $draws 1) two=$(best price '%e' $draws 2)
awk -v a="$one" -v b="$two" 'BEGIN { printf "two cores           %.2f times one (%.2f s, %.2f s)", a / b, a, b }'
printf ', load %s before and %s after\n' "$before" "$(load)"
few=$(price '%M' 100000 1) many=$(price '%M' 100000000 1)
printf 'peak memory         %d KB for 10^5 draws, %d KB for 10^8: %+d KB\n' "$few" "$many" $((many - few))
