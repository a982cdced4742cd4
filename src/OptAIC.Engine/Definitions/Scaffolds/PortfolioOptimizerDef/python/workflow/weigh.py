"""Leaves weights.csv with entity and weight in the output folder; the weights are those of the last date of the prices."""
import csv
import json
import os
import statistics


def closes_by_entity(path):
    """(date, close) of each entity; rows come ordered by entity and date."""
    closes = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["close"]:
                closes.setdefault(row["entity"], []).append((row["date"], float(row["close"])))
    return closes


def volatility(series):
    """Deviation of the returns from row to row."""
    return statistics.stdev(after / before - 1 for (_, before), (_, after) in zip(series, series[1:]))


def main():
    with open(os.environ["OPTAIC_CONTEXT"], encoding="utf-8") as file:
        context = json.load(file)
    lookback = context["config"]["lookback"]
    closes = closes_by_entity(context["inputs"][0]["csv"])
    last = max(series[-1][0] for series in closes.values())

    # A name that has just been listed, or is traded no more, is left out.
    windows = {entity: series[-lookback - 1:] for entity, series in closes.items() if len(series) > lookback and series[-1][0] == last}
    inverse = {entity: 1 / volatility(window) for entity, window in windows.items()}
    total = sum(inverse.values())
    with open(os.path.join(context["output"], "weights.csv"), "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["entity", "weight"])
        for entity, share in sorted(inverse.items()):
            rows.writerow([entity, share / total])
    print(f"optaic::metric name=left_out value={len(closes) - len(windows)}")


if __name__ == "__main__":
    main()
