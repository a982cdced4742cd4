"""Leaves a prediction per date and entity in the output folder: what the active model says."""
import csv
import os

import features

run = features.context()
model = features.model(run)
with open(os.path.join(run["output"], "predictions.csv"), "w", newline="", encoding="utf-8") as file:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["date", "entity", "prediction"])
    for date, entity, _ in sorted(features.values(run)):
        if entity in model:
            rows.writerow([date, entity, repr(model[entity])])
