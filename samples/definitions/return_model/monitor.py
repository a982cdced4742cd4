"""Measures how far the features have moved since the training, and how good the last predictions were."""
import bisect
import math

import features

LAST = 60

run = features.context()
model = features.model(run)
rows = features.samples(run)
recent = set(sorted({row[0] for row in rows})[-LAST:])
for i, name in enumerate(model["features"]):
    cells = len(model["edges"][i]) + 1
    counts = [0] * cells
    for date, _, x, _ in rows:
        if date in recent:
            counts[bisect.bisect_right(model["edges"][i], x[i])] += 1
    # Population stability index: an empty cell counts as half a row.
    shares = [max(count, 0.5) / max(1, sum(counts)) for count in counts]
    features.metric(f"psi.{name}", sum((share - 1 / cells) * math.log(share * cells) for share in shares))

predictions = {(date, entity): value for entity, series in features.table(run, "predictions", "prediction").items() for date, value in series}
days = {}
for date, entity, _, follows in rows:
    if date in recent and follows is not None and (date, entity) in predictions:
        days.setdefault(date, []).append((predictions[date, entity], follows))
features.metric("ic", features.mean_ic(days))
