"""Writes golden values for Narsil's ridge regression, from numpy's singular value decomposition.

    pip install numpy
    python3 tools/golden_ridge.py core/src/test/resources/io/narsil/latency/learned/ridge.csv

Each case is a block of rows: case, columns (the last but one never varies, the last is the sum of two others), target, weight of
the row, what the regression predicts for it, and the penalty (as a share of the number of rows) of the least generalised
cross-validation error.
"""
import sys

import numpy as np

PENALTIES = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]


def ridge(x, y, weights):
    n = len(y)
    weights = weights / weights.sum()
    mean, target = weights @ x, weights @ y
    deviation = np.sqrt(weights @ (x - mean) ** 2)
    deviation[deviation < 1e-9 * (1 + abs(mean))] = np.inf
    standard = (x - mean) / deviation
    root = np.sqrt(n * weights)
    u, d, v = np.linalg.svd(root[:, None] * standard, full_matrices=False)
    left = u.T @ (root * (y - target))
    best = None
    for penalty in PENALTIES:
        shrunk = d ** 2 / (d ** 2 + penalty * n)
        residual = root * (y - target) - u @ (shrunk * left)
        error = residual @ residual / (n - 1 - shrunk.sum()) ** 2
        if best is None or error < best[0]:
            best = error, penalty, target + standard @ (v.T @ (d / (d ** 2 + penalty * n) * left))
    return best[1:]


def main():
    random = np.random.default_rng(20261126)
    lines = ["case,a,b,c,d,e,f,target,weight,predicted,penalty"]
    for case, (n, noise) in enumerate([(40, 0.01), (40, 2.0), (12, 0.3), (6, 0.1)]):
        x = random.normal(size=(n, 6)) * [1, 10, 0.1, 1000, 1, 1]
        x[:, 4], x[:, 5] = 7, x[:, 0] + x[:, 1]
        y = 5 + x @ [1, 0.2, 3, 0.001, 0, 0.1] + noise * random.normal(size=n)
        weights = random.uniform(0.5, 2, size=n)
        penalty, predicted = ridge(x, y, weights)
        for row in zip(x, y, weights, predicted):
            values = [*row[0], *row[1:], penalty]
            lines.append(",".join([str(case), *(repr(float(v)) for v in values)]))
    open(sys.argv[1], "w", encoding="utf-8").write("\n".join(lines) + "\n")


main()
