# usage: fetch.sh OUTPUT SYMBOLS YEAR
# Leaves values.csv with a row per date and entity in the folder OUTPUT. Put your own source where the values are made up.
set -eu
output=$1 symbols=$2 year=$3

echo 'date,entity,value' > "$output/values.csv"
number=0
IFS=,
for symbol in $symbols; do
    number=$((number + 1))
    for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
        echo "$year-$month-15,$symbol,$((100 * number + ${month#0}))" >> "$output/values.csv"
    done
done
echo "optaic::metric name=symbols value=$number"
