# usage: run.sh OUTPUT GREETING
# Leaves greeting.txt in the folder OUTPUT, which is what the run publishes.
set -eu
echo "$2" > "$1/greeting.txt"
echo "optaic::metric name=letters value=${#2}"
