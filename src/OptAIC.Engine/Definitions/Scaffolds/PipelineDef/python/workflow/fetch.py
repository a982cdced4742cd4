"""Leaves values.csv with a row per date and entity in the output folder. Put your own source where the values are made up."""
import csv
import json
import os


def main():
    with open(os.environ["OPTAIC_CONTEXT"], encoding="utf-8") as file:
        context = json.load(file)
    config = context["config"]
    symbols = [symbol.strip() for symbol in config["symbols"].split(",")]

    with open(os.path.join(context["output"], "values.csv"), "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["date", "entity", "value"])
        for month in range(1, 13):
            for number, symbol in enumerate(symbols, 1):
                rows.writerow([f"{config['year']}-{month:02d}-15", symbol, 100 * number + month])
            print(f"optaic::progress {100 * month / 12:.0f}", flush=True)

    print(f"optaic::metric name=symbols value={len(symbols)}")


if __name__ == "__main__":
    main()
