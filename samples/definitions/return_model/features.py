"""What the three flows share: the run's context, the features, and the model's files."""
import csv
import json
import os


def context():
    with open(os.environ["OPTAIC_CONTEXT"], encoding="utf-8") as file:
        return json.load(file)


def given(run, role):
    return next(i for i in run["inputs"] if i["role"] == role)


def table(run, role, column):
    """{entity: [(date, value), ...]} of an input, by date; missing values are left out."""
    series = {}
    with open(given(run, role)["csv"], newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row[column] != "":
                series.setdefault(row["entity"], []).append((row["date"], float(row[column])))
    for of in series.values():
        of.sort()
    return dict(sorted(series.items()))


def names(run):
    return [f"return_{lag}" for lag in run["config"]["lags"]]


def samples(run):
    """Rows (date, entity, features, next return or None), by date and entity: what is known at the close, and what follows."""
    lags = run["config"]["lags"]
    rows = []
    for entity, series in table(run, "prices", run["config"]["field"]).items():
        prices = [price for _, price in series]
        for t in range(max(lags), len(series)):
            follows = prices[t + 1] / prices[t] - 1 if t + 1 < len(prices) else None
            rows.append((series[t][0], entity, [prices[t] / prices[t - lag] - 1 for lag in lags], follows))
    rows.sort(key=lambda row: row[:2])
    return rows


def model(run):
    with open(os.path.join(given(run, "model")["path"], "model.json"), encoding="utf-8") as file:
        return json.load(file)


def predict(fitted, features):
    return fitted["intercept"] + sum(c * x for c, x in zip(fitted["coefficients"], features))


def rank_correlation(pairs):
    """Spearman's, with mean ranks for ties; None for fewer than three pairs or a constant side."""
    if len(pairs) < 3:
        return None
    xs, ys = ranks([x for x, _ in pairs]), ranks([y for _, y in pairs])
    mean = (len(pairs) - 1) / 2
    product = sum((x - mean) * (y - mean) for x, y in zip(xs, ys))
    squares = sum((x - mean) ** 2 for x in xs) * sum((y - mean) ** 2 for y in ys)
    return product / squares ** 0.5 if squares > 0 else None


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for i in order[start:end + 1]:
            found[i] = (start + end) / 2
        start = end + 1
    return found


def mean_ic(days):
    """Mean of the days' rank correlations of (prediction, outcome)."""
    found = [c for c in (rank_correlation(pairs) for pairs in days.values()) if c is not None]
    return sum(found) / len(found) if found else 0.0


def metric(name, value):
    print(f"optaic::metric name={name} value={value!r}")
