#!/usr/bin/env python3
"""What searching architecture and recipe together is worth, and how far a recipe carries, on a whole published table.

    python3 tools/claims_on_table.py TABLE.csv

The table has all pairs of architectures and recipes of FCNet (Klein and Hutter, arXiv:1905.04970; slice localization), so that
every figure is exact: no search, no seed. Regret is the distance to the best pair of the table, in its score (-log10 of the error).
"Alone" is the best of all choices of one kind, with the other kind fixed; a mean is over what it may be fixed at.
"""
import csv
import statistics
import sys

ARCHITECTURE = ["activation_fn_1", "activation_fn_2", "n_units_1", "n_units_2"]
RECIPE = ["batch_size", "dropout_1", "dropout_2", "init_lr", "lr_schedule"]


def read(file):
    scores, parameters = {}, {}
    with open(file, newline="") as rows:
        for row in csv.DictReader(rows):
            a, r = tuple(row[k] for k in ARCHITECTURE), tuple(row[k] for k in RECIPE)
            scores[a, r], parameters[a] = float(row["score"]), int(row["params"])
    return scores, parameters


def say(name, choices, regrets):
    print(f"{name:66}{choices:>8}{statistics.mean(regrets):9.3f}{statistics.median(regrets):9.3f}{max(regrets):9.3f}")


def together_or_apart(scores, architectures, recipes):
    """Regret of one kind alone, and of the other kind after it."""
    best = max(scores[a, r] for a in architectures for r in recipes)
    on_average = {r: statistics.mean(scores[a, r] for a in architectures) for r in recipes}
    sensible = sorted(recipes, key=lambda r: -on_average[r])[: len(recipes) // 4]
    print(f"{len(architectures)} architectures, {len(recipes)} recipes{'':29}look-ups     mean   median    worst")
    for name, fixed in (("any recipe", recipes), ("a recipe of the best quarter", sensible)):
        found = {r: max(architectures, key=lambda a: scores[a, r]) for r in fixed}
        say(f"architecture alone, with {name}", len(architectures), [best - scores[found[r], r] for r in fixed])
        after = [best - max(scores[found[r], other] for other in recipes) for r in fixed]
        say("  then the recipe for it", len(architectures) + len(recipes), after)
    found = {a: max(recipes, key=lambda r: scores[a, r]) for a in architectures}
    say("recipe alone, with any architecture", len(recipes), [best - scores[a, found[a]] for a in architectures])
    after = [best - max(scores[other, found[a]] for other in architectures) for a in architectures]
    say("  then the architecture for it", len(architectures) + len(recipes), after)
    print()


def carries_over(scores, architectures, recipes):
    """What networks lose by the best recipe of another network, and by one that nobody searched."""
    found = {a: max(recipes, key=lambda r: scores[a, r]) for a in architectures}
    own = {a: scores[a, found[a]] for a in architectures}
    pairs = [(a, b) for a in architectures for b in architectures if a != b]
    lost = [own[b] - scores[b, found[a]] for a, b in pairs]
    chance = [own[b] - scores[b, r] for b in architectures for r in recipes]
    usual = {b: own[b] - statistics.median(scores[b, r] for r in recipes) for b in architectures}
    better = [statistics.mean(scores[b, found[a]] >= scores[b, r] for r in recipes) for a, b in pairs]
    print("points of score below a network's own best recipe        mean   median    worst")
    for name, values in (
        ("with the best recipe of another network", lost),
        ("with a recipe drawn by chance", chance),
        ("with the median recipe", list(usual.values())),
    ):
        print(f"{name:50}{statistics.mean(values):11.3f}{statistics.median(values):9.3f}{max(values):9.3f}")
    print(f"another network's best recipe is as good as or better than {100 * statistics.mean(better):.1f} % of all recipes (worst pair {100 * min(better):.1f} %)")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    table, parameters = read(sys.argv[1])
    networks = sorted({a for a, _ in table})
    trainings = sorted({r for _, r in table})
    together_or_apart(table, networks, trainings)
    for limit in (60_000, 20_000):
        print(f"with at most {limit:,} parameters:")
        together_or_apart(table, [a for a in networks if parameters[a] <= limit], trainings)
    carries_over(table, networks, trainings)
