"""Leaves greeting.txt in the output folder, which is what the run publishes."""
import json
import os


def main():
    with open(os.environ["OPTAIC_CONTEXT"], encoding="utf-8") as file:
        context = json.load(file)
    greeting = f"{context['config']['greeting']} from {context['instance']}"
    with open(os.path.join(context["output"], "greeting.txt"), "w", encoding="utf-8") as file:
        file.write(greeting + "\n")
    print(f"optaic::metric name=letters value={len(greeting)}")


if __name__ == "__main__":
    main()
