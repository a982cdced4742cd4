"""Leaves a prediction per date and stock: the return of the next day, by what is known at the close of that date."""
import csv
import os

import features

run = features.context()
model = features.model(run)
if model["features"] != features.names(run):
    raise SystemExit(f"the active model was trained on {', '.join(model['features'])}; train one for this config and promote it")
with open(os.path.join(run["output"], "predictions.csv"), "w", newline="", encoding="utf-8") as file:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["date", "entity", "prediction"])
    for date, entity, x, _ in features.samples(run):
        rows.writerow([date, entity, repr(features.predict(model, x))])
