"""What the three flows share."""
import csv
import json
import os


def context():
    with open(os.environ["OPTAIC_CONTEXT"], encoding="utf-8") as file:
        return json.load(file)


def values(run):
    """Rows (date, entity, value) of the features; missing values are left out."""
    features = next(i for i in run["inputs"] if i["role"] == "features")
    with open(features["csv"], newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row[run["config"]["field"]] != "":
                yield row["date"], row["entity"], float(row[run["config"]["field"]])


def means(run):
    series = {}
    for _, entity, value in values(run):
        series.setdefault(entity, []).append(value)
    return {entity: sum(of) / len(of) for entity, of in sorted(series.items())}
