"""What the runs of a proof came to: rows, a table of means with spreads, and a picture of score against image passes."""
import csv
import json
import math
import os
import statistics
from pathlib import Path

RESULTS = "results.csv"
SETTING = ["data", "train", "final", "planned", "method", "seed"]
COLUMNS = SETTING + ["budget", "passes", "trainings", "validation", "test", "own_validation", "own_test", "images"]


def read(work):
    file = Path(work, RESULTS)
    if not file.exists():
        return []
    with open(file, newline="") as lines:
        return list(csv.DictReader(lines))


def add(work, rows):
    """Adds the rows of a run, all of them or none."""
    whole = Path(work, RESULTS + ".partial")
    with open(whole, "w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(read(work) + rows)
        out.flush()
        os.fsync(out.fileno())
    whole.replace(Path(work, RESULTS))


def trace_file(work, row):
    return Path(work, "traces", "-".join(str(row[k]) for k in SETTING) + ".json")


def settings(rows):
    """The rows of each comparison: the same images, length of final trainings and passes."""
    groups = {}
    for row in rows:
        groups.setdefault(tuple(row[k] for k in SETTING[:4]), []).append(row)
    return groups


def by_seed(rows, column):
    """For each method and seed the mean over the budgets, in points; where a budget is missing, nothing."""
    found = {}
    for row in rows:
        if row[column]:
            found.setdefault((row["method"], row["seed"]), {})[row["budget"]] = 100 * float(row[column])
    budgets = {row["budget"] for row in rows}
    means = {}
    for (method, seed), scores in found.items():
        if set(scores) == budgets:
            means.setdefault(method, {})[seed] = statistics.mean(scores.values())
    return means


def spread(values, error=False):
    """Mean and standard deviation, or standard error of the mean; of one value there is none."""
    values = list(values)
    if not values:
        return ""
    if len(values) < 2:
        return f"{statistics.mean(values):.2f}"
    deviation = statistics.stdev(values) / (math.sqrt(len(values)) if error else 1)
    return f"{statistics.mean(values):.2f} ± {deviation:.2f}"


def table(work, against):
    """Prints a table in Markdown for each comparison."""
    for (data, train, final, planned), rows in settings(read(work)).items():
        budgets = list(dict.fromkeys(r["budget"] for r in rows))
        methods = list(dict.fromkeys(r["method"] for r in rows))
        images = int(rows[0]["images"])
        print(f"\n{data}: {int(train):,} images to train on, final trainings of {final} epochs, {planned} passes; accuracy in"
              f" points on {images:,} test images, mean ± standard deviation over seeds; the difference from {against} seed by"
              f" seed, ± standard error\n")
        print("| method | seeds | passes | " + " | ".join(budgets) + f" | mean | minus {against} | found by itself | validation |")
        print("|---" * (len(budgets) + 7) + "|")
        tests, own, chosen = by_seed(rows, "test"), by_seed(rows, "own_test"), by_seed(rows, "validation")
        for method in methods:
            mine = [r for r in rows if r["method"] == method]
            passes = {r["seed"]: int(r["passes"]) for r in mine}
            cells = [spread(100 * float(r["test"]) for r in mine if r["budget"] == b) for b in budgets]
            both = [v - tests[against][s] for s, v in tests.get(method, {}).items() if s in tests.get(against, {})]
            difference = "" if method == against or not both else ("+" if statistics.mean(both) > 0 else "") + spread(both, True)
            print(f"| {method} | {len(passes)} | {statistics.mean(passes.values()):.0f} | " + " | ".join(cells) + " | "
                  + " | ".join([spread(tests.get(method, {}).values()), difference, spread(own.get(method, {}).values()),
                                spread(chosen.get(method, {}).values())]) + " |")


def steps(trace):
    """The best score so far, where it grows."""
    best, points = 0.0, []
    for passes, score in trace:
        if score > best:
            best = score
            points.append((passes, score))
    return points


def mean_steps(traces, upto):
    """The mean of the best scores so far over several traces, from where all have one."""
    grown = [steps(t) for t in traces]
    if not grown or not all(grown):
        return [], []
    xs = sorted({x for g in grown for x, _ in g} | {upto})
    xs = [x for x in xs if x >= max(g[0][0] for g in grown)]
    return xs, [statistics.mean([y for x, y in g if x <= at][-1] for g in grown) for at in xs]


def picture(work, file):
    """A panel for each comparison: lines of the best validation score so far, and points of the test score in the end."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "narsil"
    from matplotlib import pyplot

    groups = settings(read(work))
    figure, panels = pyplot.subplots(1, len(groups), figsize=(6.4 * len(groups), 4.4), squeeze=False, layout="constrained")
    for panel, ((data, train, final, planned), rows) in zip(panels[0], groups.items()):
        tests = by_seed(rows, "test")
        lowest = min(min(seeds.values()) for seeds in tests.values())
        for index, (method, seeds) in enumerate(tests.items()):
            mine = {r["seed"]: r for r in rows if r["method"] == method}
            end = {seed: int(mine[seed]["passes"]) * int(train) / 1e6 for seed in seeds}
            traces = []
            for seed in seeds:
                if trace_file(work, mine[seed]).exists():
                    traces += json.loads(trace_file(work, mine[seed]).read_text()).values()
            xs, ys = mean_steps(traces, max(int(mine[s]["passes"]) for s in seeds))
            colour = f"C{index % 10}"
            panel.plot([x * int(train) / 1e6 for x in xs], [100 * y for y in ys], color=colour, linewidth=1, drawstyle="steps-post")
            deviation = statistics.stdev(seeds.values()) if len(seeds) > 1 else 0
            # One beside the other, since all end at about the same passes.
            place = statistics.mean(end.values()) + (index + 1) * 0.015 * int(planned) * int(train) / 1e6
            panel.errorbar(place, statistics.mean(seeds.values()), yerr=deviation, color=colour,
                           marker="o", capsize=4, label=method)
        panel.set_ylim(bottom=lowest - 6)
        panel.set_title(f"{data}, {final} epochs in the end")
        panel.set_xlabel("million images trained on, for all budgets")
        panel.set_ylabel("accuracy, mean of the budgets (%)")
        panel.legend(loc="upper left", bbox_to_anchor=(1.01, 1), title="points: test, in the end\nlines: best validation so far", fontsize=8, title_fontsize=8)
        panel.grid(alpha=0.3)
    figure.savefig(file, metadata={"Date": None} if str(file).endswith(".svg") else None)
