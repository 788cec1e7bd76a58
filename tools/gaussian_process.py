"""Writes golden values for Narsil's Gaussian process, from scikit-learn's.

    pip install scikit-learn
    python3 tools/gaussian_process.py core/src/test/resources/io/narsil/gaussian/golden.csv

Twelve observed and five new points with three columns of choices (each a parameter of its own) and four of statistics.
The kernel's three parts act on different columns, so each is a class that cuts its columns out.
"""
import sys

import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, DotProduct, Kernel, RationalQuadratic, WhiteKernel

CHOICES, STATISTICS = 3, 4
LENGTHS = [0.7, 1.3, 2.0]
STATISTIC_LENGTH = 1.5
AMPLITUDES = [0.8, 0.5, 0.3]
NOISE = 0.05


class Columns(Kernel):
    """A kernel of some columns, each divided by a length of its own."""

    def __init__(self, kernel, start, lengths):
        self.kernel, self.start, self.lengths = kernel, start, lengths

    def cut(self, x):
        return None if x is None else x[:, self.start:self.start + len(self.lengths)] / np.array(self.lengths)

    def __call__(self, x, y=None, eval_gradient=False):
        return self.kernel(self.cut(x), self.cut(y))

    def diag(self, x):
        return self.kernel.diag(self.cut(x))

    def is_stationary(self):
        return False


def main(path):
    random = np.random.default_rng(5)
    x = np.hstack([random.random((17, CHOICES)), random.standard_normal((17, STATISTICS))]).round(3)
    y = (np.sin(3 * x[:, 0]) + x[:, 1] + 0.5 * x[:, 3] - 0.2 * x[:, 5] ** 2).round(3)
    ones = [1.0] * STATISTICS
    kernel = (
        ConstantKernel(AMPLITUDES[0]) * Columns(RationalQuadratic(1.0, 1.0), 0, LENGTHS)
        + ConstantKernel(AMPLITUDES[1])
        * Columns(RationalQuadratic(1.0, 1.0), CHOICES, [STATISTIC_LENGTH] * STATISTICS)
        + ConstantKernel(AMPLITUDES[2] / STATISTICS) * Columns(DotProduct(0.0), CHOICES, ones)
        + WhiteKernel(NOISE)
    )
    process = GaussianProcessRegressor(kernel, alpha=0, optimizer=None)
    mean, deviation = y[:12].mean(), y[:12].std()
    targets = (y[:12] - mean) / deviation
    process.fit(x[:12], targets)
    means, measured = process.predict(x[12:], return_std=True)
    with open(path, "w") as out:
        out.write("# points: choices, statistics, target; then new points: choices, statistics, mean, deviation measured\n")
        for row, target in zip(x[:12], y[:12]):
            out.write(",".join(map(str, [*row, target])) + "\n")
        for row, m, s in zip(x[12:], means * deviation + mean, measured * deviation):
            out.write(",".join(map(str, [*row, m, s])) + "\n")


main(sys.argv[1])
