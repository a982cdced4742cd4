"""Beta to the equally weighted market over a moving window; standard library only."""
import collections
import csv
import json
import os
import statistics


def returns_by_entity(path, field):
    """Daily returns of each entity, as {entity: [(date, return)]}; rows come ordered by entity and date."""
    returns = collections.defaultdict(list)
    last_entity, last_price = None, None
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row[field]:
                continue
            price = float(row[field])
            if row["entity"] == last_entity:
                returns[row["entity"]].append((row["date"], price / last_price - 1))
            last_entity, last_price = row["entity"], price
    return returns


def market_of(returns):
    """Mean return of a day over all entities."""
    by_date = collections.defaultdict(list)
    for series in returns.values():
        for date, value in series:
            by_date[date].append(value)
    return {date: statistics.fmean(values) for date, values in by_date.items()}


def betas(series, market, window):
    """(date, beta) of every day whose window is full; covariance over variance of the market."""
    recent = collections.deque()
    for date, own in series:
        recent.append((own, market[date]))
        if len(recent) > window:
            recent.popleft()
        if len(recent) == window:
            mean_own = sum(r for r, _ in recent) / window
            mean_market = sum(m for _, m in recent) / window
            covariance = sum((r - mean_own) * (m - mean_market) for r, m in recent)
            variance = sum((m - mean_market) ** 2 for _, m in recent)
            if variance > 0:
                yield date, covariance / variance


def main():
    with open(os.environ["OPTAIC_CONTEXT"], encoding="utf-8") as file:
        context = json.load(file)
    config = context["config"]
    prices = next(i for i in context["inputs"] if i["role"] == "prices")
    returns = returns_by_entity(prices["csv"], config["field"])
    market = market_of(returns)

    last = {}
    with open(os.path.join(context["output"], "beta.csv"), "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["date", "entity", "beta"])
        for done, (entity, series) in enumerate(sorted(returns.items()), 1):
            for date, beta in betas(series, market, config["window"]):
                rows.writerow([date, entity, repr(beta)])
                last[entity] = beta
            print(f"optaic::progress {100 * done / len(returns):.0f} {entity}", flush=True)

    if last:
        print("optaic::metric " + json.dumps({"name": "median_beta", "value": statistics.median(last.values())}))
        print("optaic::metric " + json.dumps({"name": "mean_beta", "value": statistics.fmean(last.values())}))
    else:
        print(f"optaic::warning no stock has {config['window']} days of returns")
    with open(os.path.join(context["artifacts"], "last_betas.json"), "w", encoding="utf-8") as file:
        json.dump(dict(sorted(last.items(), key=lambda item: item[1])), file, indent=1)


if __name__ == "__main__":
    main()
