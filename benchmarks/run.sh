#!/usr/bin/env bash
# Measures OptAIC on this machine, with the machine's own floors beside the figures. Writes nothing outside a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."
rid=${1:-linux-x64}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

dotnet publish src/OptAIC.Cli -c Release -r "$rid" --self-contained -p:PublishReadyToRun=true -o "$out/optaic" -v q --nologo
dotnet publish benchmarks/OptAIC.Benchmarks -c Release -r "$rid" --self-contained -p:PublishReadyToRun=true -o "$out/bench" -v q --nologo
optaic=$out/optaic/optaic

# median WHAT GOAL TIMES COMMAND…: wall clock of a command, in milliseconds
median() {
  local what=$1 goal=$2 times=$3; shift 3
  for _ in $(seq "$times"); do
    local start=$EPOCHREALTIME; "$@" > /dev/null; local end=$EPOCHREALTIME
    echo "$start $end" | awk '{ printf "%.1f\n", ($2 - $1) * 1000 }'
  done | sort -n | awk -v what="$what" -v goal="$goal" '{ t[NR] = $1 } END { printf "%-62s %10.1f ms  %s\n", what, t[int((NR + 1) / 2)], goal }'
}

fresh_quickstart() { rm -rf "$out/qs"; "$optaic" quickstart --dir "$out/qs"; }
median "floor: start and end of the executable (optaic --version)" "" 15 "$optaic" --version
median "quickstart, all of it" "goal: under 6,000 ms" 3 fresh_quickstart
median "quickstart again: nothing to do" "goal: under 250 ms" 11 "$optaic" quickstart --dir "$out/qs"

"$optaic" --root "$out/many" init > /dev/null
printf 'date,symbol,close\n2020-01-02,A,1\n' > "$out/prices.csv"
"$optaic" --root "$out/many" instance create --name prices --definition builtin.csv --config path="$out/prices.csv" > /dev/null
"$out/bench/OptAIC.Benchmarks" fill "$out/many" 999
for query in "instance list" "flow list" "flow status inst500" "lineage inst500" "runs list"; do
  median "$query, 1,000 instances" "goal: under 120 ms" 11 "$optaic" --root "$out/many" $query
done

"$out/bench/OptAIC.Benchmarks" "$optaic"

if command -v pwsh > /dev/null; then
  dotnet build src/OptAIC.PowerShell -c Release -v q --nologo
  median "floor: pwsh -NoProfile with nothing to do" "" 9 pwsh -NoProfile -Command 1
  median "pwsh -NoProfile with Import-Module OptAIC" "goal: 150 ms over the floor" 9 pwsh -NoProfile -Command 'Import-Module ./OptAIC.psd1'
fi
