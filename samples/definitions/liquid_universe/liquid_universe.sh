# usage: liquid_universe.sh PRICES.CSV DAYS FLOOR
# Leaves universe.csv: the entities whose dollar volume, averaged over their last DAYS days, is at least FLOOR, largest first.
set -eu
LC_ALL=C
export LC_ALL
prices=$1 days=$2 floor=$3

# Rows come ordered by entity and date: the last DAYS of each stay in a ring.
awk -F, -v days="$days" -v floor="$floor" '
    function finish(  i, sum) {
        if (n > 0) {
            for (i = 0; i < days && i < n; i++) sum += ring[i]
            sum /= (n < days ? n : days)
            seen++
            if (sum >= floor) printf "%s,%.0f\n", entity, sum
        }
        n = 0
    }
    NR == 1 {
        for (i = 1; i <= NF; i++) at[$i] = i
        if (!("close" in at) || !("volume" in at)) { print "the dataset needs the fields close and volume" > "/dev/stderr"; failed = 1; exit 1 }
        next
    }
    $2 != entity { finish(); entity = $2 }
    $at["close"] != "" && $at["volume"] != "" { ring[n++ % days] = $at["close"] * $at["volume"] }
    $1 > last { last = $1 }
    END {
        if (failed) exit 1
        finish()
        print last > "last_date"
        print seen + 0 > "seen"
    }
' "$prices" > kept.csv

{ echo entity,average_dollar_volume; sort -t, -k2,2nr -k1,1 kept.csv; } > "$OPTAIC_OUTPUT/universe.csv"
kept=$(wc -l < kept.csv | tr -d ' ')
echo "kept $kept of $(cat seen) names with an average dollar volume of at least $floor"
echo "optaic::metric name=names value=$kept"
echo "optaic::metric name=names_seen value=$(cat seen)"
echo "optaic::output last_data_date=$(cat last_date)"
[ "$kept" -gt 0 ] || echo "optaic::warning no name reaches a dollar volume of $floor"
