"""What the three flows share."""
import csv
import json
import os


def context():
    with open(os.environ["OPTAIC_CONTEXT"], encoding="utf-8") as file:
        return json.load(file)


def rows(run, role, column):
    """Rows (date, entity, value) of an input; missing values are left out."""
    source = next(i for i in run["inputs"] if i["role"] == role)
    with open(source["csv"], newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row[column] != "":
                yield row["date"], row["entity"], float(row[column])


def values(run):
    return rows(run, "features", run["config"]["field"])


def model(run):
    """The active version of the model: what a training left in its output folder."""
    source = next(i for i in run["inputs"] if i["role"] == "model")
    with open(os.path.join(source["path"], "model.json"), encoding="utf-8") as file:
        return json.load(file)
