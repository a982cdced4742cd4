"""Mean return of every calendar month, from month-end closes."""

import csv
import os
from collections import defaultdict

closes = defaultdict(list)
with open("data/closes.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        closes[row["symbol"]].append((row["date"], float(row["close"])))

# The first month is only there to measure from, the last one has not ended.
returns = defaultdict(list)
for series in closes.values():
    for (_, before), (date, after) in zip(series[:-1], series[1:-1]):
        returns[int(date[5:7])].append(after / before - 1)

means = {month: sum(values) / len(values) for month, values in sorted(returns.items())}
with open(os.path.join(os.environ["OPTAIC_OUTPUT"], "seasonality.csv"), "w", encoding="utf-8", newline="\n") as file:
    file.write("month,mean_return,observations\n")
    for month, mean in means.items():
        file.write(f"{month},{mean:.6f},{len(returns[month])}\n")

best = max(means, key=means.get)
print(f"optaic::metric name=best_month value={best}")
print(f"optaic::metric name=best_mean_return value={means[best]:.6f}")
print(f"optaic::output last_data_date={max(date for series in closes.values() for date, _ in series)}")
