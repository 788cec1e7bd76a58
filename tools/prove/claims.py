"""Accuracy against multiply-adds: rows of several shapes, tables of them, and how many fewer one of them needs."""
import math
import statistics

FAMILY, HAND = ("Narsil's family", ""), ("by hand", "")


def rows(seed, scaled, tests, result):
    """A row for each network: shape, recipe, budget, multiply-adds, test accuracy in points."""
    found = [
        {"seed": seed, "line": (shape, recipe), "budget": macs, "macs": scaled[shape][macs][1], "test": 100 * test}
        for (shape, recipe, macs), test in tests.items() if test is not None
    ]
    for member in result["family"]:
        budget = round(float(member["budget"].rstrip("M")) * 1e6)
        hand = member["hand"]
        if member["problem"]:
            continue
        found.append({"seed": seed, "line": FAMILY, "budget": budget, "macs": member["macs"], "test": 100 * member["test"]})
        if hand:
            found.append({"seed": seed, "line": HAND, "budget": budget, "macs": hand["macs"], "test": 100 * hand["test"]})
    return found


def lines(found):
    """Multiply-adds and accuracy of each line by budget; of several seeds their means. A training that failed leaves a gap."""
    by_line = {}
    for row in found:
        by_line.setdefault(row["line"], {}).setdefault(row["budget"], []).append(row)
    return {
        line: {b: (statistics.mean(r["macs"] for r in same), statistics.mean(r["test"] for r in same)) for b, same in sorted(budgets.items())}
        for line, budgets in by_line.items()
    }


def needed(line, accuracy):
    """The multiply-adds that a line needs for an accuracy, read between its points by the logarithm; None beyond its ends."""
    for (m0, a0), (m1, a1) in zip(line, line[1:]):
        if min(a0, a1) <= accuracy <= max(a0, a1) and a0 != a1:
            return math.exp(math.log(m0) + (accuracy - a0) / (a1 - a0) * (math.log(m1) - math.log(m0)))
    return None


def ratio(line, other):
    """How many times as many multiply-adds the other one has at the accuracy of each of its networks: geometric mean, error, how many."""
    logs = [math.log(macs / needed(line, accuracy)) for macs, accuracy in other if needed(line, accuracy)]
    if not logs:
        return None
    error = statistics.stdev(logs) / math.sqrt(len(logs)) if len(logs) > 1 else math.nan
    return math.exp(statistics.mean(logs)), error, len(logs)


def tables(found):
    drawn = lines(found)
    budgets = sorted({row["budget"] for row in found})
    print("\n| shape | recipe | " + " | ".join(f"{b / 1e6:g}M" for b in budgets) + " | mean | multiply-adds beside the family's at equal accuracy |")
    print("|---" * (len(budgets) + 4) + "|")
    for (shape, recipe), points in drawn.items():
        # By multiply-adds: a larger budget's network may be that of a smaller one.
        told = ratio(sorted(drawn[FAMILY].values()), list(points.values())) if (shape, recipe) != FAMILY else None
        times = f"{told[0]:.2f} times (within a factor of {math.exp(told[1]):.2f}; {told[2]} networks)" if told else ""
        mean = f"{statistics.mean(a for _, a in points.values()):.2f}" if len(points) == len(budgets) else "–"
        print(f"| {shape} | {recipe} | " + " | ".join(f"{points[b][1]:.2f}" if b in points else "–" for b in budgets) + f" | {mean} | {times} |")
    print("\n| shape | searched recipe minus published |\n|---|---|")
    for shape in dict.fromkeys(s for s, recipe in drawn if recipe):
        at = {r: {b: a for b, (_, a) in drawn.get((shape, r), {}).items()} for r in ("published", "searched")}
        gains = [at["searched"][b] - at["published"][b] for b in budgets if b in at["searched"] and b in at["published"]]
        if len(gains) > 1:
            print(f"| {shape} | {statistics.mean(gains):+.2f} ± {statistics.stdev(gains) / math.sqrt(len(gains)):.2f} |")


def picture(found, file):
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "narsil"
    from matplotlib import pyplot

    figure, panel = pyplot.subplots(figsize=(7.2, 5), layout="constrained")
    colours = {}
    for (shape, recipe), points in lines(found).items():
        colour = colours.setdefault(shape, f"C{len(colours)}")
        drawn = sorted(points.values())
        panel.plot([m / 1e6 for m, _ in drawn], [a for _, a in drawn], marker="o", color=colour,
                   linestyle="--" if recipe == "published" else "-", label=f"{shape}, {recipe} recipe" if recipe else shape)
    panel.set_xscale("log", base=2)
    panel.xaxis.set_major_formatter(lambda value, _: f"{value:g}M")
    panel.set_xlabel("multiply-adds")
    panel.set_ylabel("test accuracy (%)")
    panel.grid(alpha=0.3)
    figure.legend(fontsize=8, loc="outside lower center", ncols=3)
    figure.savefig(file, metadata={"Date": None} if str(file).endswith(".svg") else None)
