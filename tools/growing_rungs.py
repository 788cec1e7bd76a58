#!/usr/bin/env python3
"""What rungs that grow would be worth on published learning curves; the figures of docs/search.md, "Rungs".

    tools/growing_rungs.py cifar10-50-epochs.csv [--draws 1000]

Random candidates climb fixed rungs, by the score, of each rung the share that its length allows, rounded up; the best at
the end is compared with the best of those that began. Rungs that grow (the idea of PASHA, Bohdal et al. 2021) open the next
one only if the order of the last two is not stable: up to some place, the candidate that the lower rung has there differs
from the one that the upper rung has there by more than the noise. Else the best alone goes on to the end, since a member of a
family is trained to its end anyway. Needs numpy.
"""

import argparse
import csv
import math

import numpy

FIXED = [[1, 3, 9, 27], [2, 4, 8, 16, 32], [2, 6, 18], [3, 9], [3, 9, 27], [4, 16], [5, 15], [6, 17]]
GROWING = [[1, 3, 9, 27], [2, 4, 8, 16, 32], [2, 6, 18], [3, 9, 27], [6, 17]]
ALL = 1000


def images(curves, epoch):
    """The luck of 10,000 validation images in a difference of two scores."""
    score = curves[:, epoch - 1].max()
    return math.sqrt(2 * score * (1 - score) / 10_000)


def repeated(curves, epoch):
    """What scores go up and down from one epoch to the next, about their mean rise, in the last third."""
    steps = numpy.diff(curves[:, max(0, epoch - max(2, epoch // 3) - 1) : epoch], axis=1)
    return float(numpy.median(steps.std(axis=1))) if steps.shape[1] > 1 else 0.0


def stable(curves, lower, upper, noise, places):
    before, after = curves[:, lower - 1], curves[:, upper - 1]
    was = numpy.argsort(-before, kind="stable")[:places]
    now = numpy.argsort(-after, kind="stable")[:places]
    return bool((abs(after[was] - after[now]) <= noise(curves, upper)).all())


def climb(curves, rungs, most=ALL, noise=None, places=ALL):
    """Epochs and regret of some candidates; `most` of them at the end."""
    levels = [*rungs, curves.shape[1]]
    here, epochs = numpy.arange(len(curves)), len(curves) * levels[0]
    for level in range(1, len(levels)):
        lower, upper = levels[level - 1], levels[level]
        count = math.ceil(len(here) * lower / upper)
        if upper == levels[-1]:
            count = min(count, most)
        if noise and level > 1 and stable(curves[here], levels[level - 2], lower, noise, places):
            count, upper = 1, levels[-1]
        here = here[numpy.argsort(-curves[here, lower - 1], kind="stable")[:count]]
        epochs += count * (upper - lower)
        if upper == levels[-1]:
            return epochs, curves[:, -1].max() - curves[here, -1].max()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("curves")
    parser.add_argument("--draws", type=int, default=1000)
    given = parser.parse_args()
    with open(given.curves, newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [name for name in rows[0] if name.startswith("epoch_")]
    curves = numpy.array([[float(row[name]) for name in columns] for row in rows])
    settings = [(f"{rungs}", dict(rungs=rungs)) for rungs in FIXED]
    settings += [(f"{rungs}, one at the end", dict(rungs=rungs, most=1)) for rungs in FIXED]
    for rungs in GROWING:
        for places in (3, ALL):
            order = "all places" if places == ALL else f"{places} places"
            noises = {"no noise": lambda c, e: 0.0, "images": images, "repeated": repeated}
            for name, noise in noises.items():
                settings.append((f"{rungs} growing, {order}, {name}", dict(rungs=rungs, noise=noise, places=places)))
    for candidates in (16, 48):
        print(f"{candidates} candidates")
        found = []
        for name, setting in settings:
            chance = numpy.random.RandomState(0)
            draws = [climb(curves[chance.permutation(len(curves))[:candidates]], **setting) for _ in range(given.draws)]
            epochs, regrets = numpy.array(draws).T
            error = 100 * regrets.std() / math.sqrt(given.draws)
            found.append((epochs.mean(), 100 * regrets.mean(), error, name))
        for epochs, regret, error, name in sorted(found):
            print(f"{epochs:6.0f} epochs  regret {regret:.3f} +- {error:.3f}  {name}")


if __name__ == "__main__":
    main()
