"""Equal risk contributions; standard library only.

The weights x with x[i] * (C x)[i] the same for all i are, but for their sum, where x'Cx / 2 - sum(log x) / n is least (Spinu 2013). One coordinate at
a time that is a quadratic equation, which is solved until nothing moves any more (Griveau-Billion, Richard and Roncalli 2013).
"""
import csv
import json
import math
import os
import statistics

MOST_ROUNDS = 1000
TOLERANCE = 1e-12


def prices_by_entity(path, field):
    """{entity: {date: price}} of a long CSV file."""
    prices = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row[field]:
                prices.setdefault(row["entity"], {})[row["date"]] = float(row[field])
    return prices


def returns_of(prices, days):
    """Returns of the names that have a price on each of the days."""
    return {
        entity: [series[after] / series[before] - 1 for before, after in zip(days, days[1:])]
        for entity, series in sorted(prices.items())
        if all(day in series for day in days)
    }


def covariance(returns):
    """Sample covariance (n - 1)."""
    centred = []
    for series in returns:
        mean = statistics.fmean(series)
        centred.append([value - mean for value in series])
    return [[sum(map(float.__mul__, a, b)) / (len(a) - 1) for b in centred] for a in centred]


def equal_risk(matrix):
    """Weights that sum to one, and the rounds that it took."""
    n = len(matrix)
    x = [1 / math.sqrt(n * matrix[i][i]) for i in range(n)]
    for rounds in range(1, MOST_ROUNDS + 1):
        moved = 0
        for i in range(n):
            own = matrix[i][i]
            rest = sum(map(float.__mul__, matrix[i], x)) - own * x[i]
            new = (-rest + math.sqrt(rest * rest + 4 * own / n)) / (2 * own)
            moved = max(moved, abs(new / x[i] - 1))
            x[i] = new
        if moved < TOLERANCE:
            return [value / sum(x) for value in x], rounds
    raise SystemExit(f"the weights still move after {MOST_ROUNDS} rounds")


def main():
    with open(os.environ["OPTAIC_CONTEXT"], encoding="utf-8") as file:
        context = json.load(file)
    config = context["config"]
    prices = prices_by_entity(next(i for i in context["inputs"] if i["role"] == "prices")["csv"], config["field"])
    days = sorted(set().union(*prices.values()))[-config["lookback"] - 1:]
    if len(days) <= config["lookback"]:
        raise SystemExit(f"a lookback of {config['lookback']} returns needs {config['lookback'] + 1} days; the prices have {len(days)}")

    returns = returns_of(prices, days)
    if not returns:
        raise SystemExit(f"no name has a price on each of the last {len(days)} days")
    matrix = covariance(list(returns.values()))
    weights, rounds = equal_risk(matrix)

    with open(os.path.join(context["output"], "weights.csv"), "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["entity", "weight"])
        rows.writerows([entity, repr(weight)] for entity, weight in zip(returns, weights))

    # The shares of the risk, which are what all this is for.
    marginal = [sum(map(float.__mul__, row, weights)) for row in matrix]
    variance = sum(map(float.__mul__, marginal, weights))
    shares = [m * w / variance for m, w in zip(marginal, weights)]
    for name, value in [("volatility", math.sqrt(252 * variance)), ("largest_risk_share", max(shares)), ("smallest_risk_share", min(shares)), ("rounds", rounds)]:
        print("optaic::metric " + json.dumps({"name": name, "value": value}))
    if len(returns) < len(prices):
        print(f"optaic::warning {len(prices) - len(returns)} names have no price on some of the days and are left out")


if __name__ == "__main__":
    main()
