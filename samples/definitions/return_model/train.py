"""Fits the model and leaves it in the output folder."""
import json
import os

import features

QUANTILES = 10


def solve(matrix, right):
    """Gaussian elimination with the largest pivot."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        if rows[pivot][i] == 0:
            raise SystemExit("the features do not determine a model; raise 'penalty'")
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, size + 1):
                rows[r][c] -= factor * rows[i][c]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][c] * found[c] for c in range(i + 1, size))) / rows[i][i]
    return found


def fit(rows, penalty):
    """Ridge regression; the intercept is not penalised."""
    size = len(rows[0][2])
    means = [sum(x[i] for _, _, x, _ in rows) / len(rows) for i in range(size)]
    mean = sum(y for _, _, _, y in rows) / len(rows)
    products = [[0.0] * size for _ in range(size)]
    right = [0.0] * size
    for _, _, x, y in rows:
        centred = [value - m for value, m in zip(x, means)]
        for i in range(size):
            right[i] += centred[i] * (y - mean)
            for j in range(size):
                products[i][j] += centred[i] * centred[j]
    for i in range(size):
        products[i][i] += penalty
    coefficients = solve(products, right)
    return {"coefficients": coefficients, "intercept": mean - sum(c * m for c, m in zip(coefficients, means))}


def edges(values):
    ordered = sorted(values)
    return [ordered[len(ordered) * k // QUANTILES] for k in range(1, QUANTILES)]


run = features.context()
rows = [row for row in features.samples(run) if row[3] is not None]
dates = sorted({row[0] for row in rows})
if len(dates) < 10:
    raise SystemExit(f"there are {len(dates)} dates with features; at least 10 are needed")
split = dates[int(len(dates) * (1 - run["config"]["holdout"]))]
seen, held = [r for r in rows if r[0] < split], [r for r in rows if r[0] >= split]

model = fit(seen, run["config"]["penalty"])
days, errors, total = {}, 0.0, 0.0
mean = sum(r[3] for r in held) / len(held)
for date, _, x, y in held:
    predicted = features.predict(model, x)
    days.setdefault(date, []).append((predicted, y))
    errors += (y - predicted) ** 2
    total += (y - mean) ** 2

model["features"] = features.names(run)
model["edges"] = [edges([x[i] for _, _, x, _ in seen]) for i in range(len(model["features"]))]
with open(os.path.join(run["output"], "model.json"), "w", encoding="utf-8") as file:
    json.dump(model, file, indent=1)
features.metric("samples", len(seen))
features.metric("r2", 1 - errors / total if total > 0 else 0.0)
features.metric("ic", features.mean_ic(days))
print(f"optaic::output last_data_date={dates[-1]}")
