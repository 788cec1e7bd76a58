#!/usr/bin/env python3
"""Golden values of generalized IoU (Rezatofighi et al. 2019), counted and not computed: boxes are painted on a grid.

    pip install numpy
    python3 tools/golden_giou.py > core/src/test/resources/io/narsil/detector/giou.csv

Corners are multiples of 1/4, so that areas are whole numbers of cells and the figures are exact fractions: IoU less the share of the
smallest rectangle around both boxes that neither covers.
"""
import fractions

import numpy

CELLS = 4
SIDE = 24


def painted(box):
    left, top, right, bottom = (int(CELLS * v) for v in box)
    grid = numpy.zeros((SIDE * CELLS, SIDE * CELLS), bool)
    grid[top:bottom, left:right] = True
    return grid


def generalized(a, b):
    both = painted(a) | painted(b)
    rows, columns = numpy.flatnonzero(both.any(1)), numpy.flatnonzero(both.any(0))
    hull = int((rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1))
    covered, shared = int(both.sum()), int((painted(a) & painted(b)).sum())
    return fractions.Fraction(shared, covered) - fractions.Fraction(hull - covered, hull)


def box(random):
    left, right = sorted(random.choice(SIDE * CELLS + 1, 2, replace=False) / CELLS)
    top, bottom = sorted(random.choice(SIDE * CELLS + 1, 2, replace=False) / CELLS)
    return left, top, right, bottom


if __name__ == "__main__":
    random = numpy.random.default_rng(20261126)
    pairs = [(box(random), box(random)) for _ in range(120)]
    whole, small = (0, 0, 24, 24), (3, 4, 9, 6)
    pairs += [(small, small), (whole, small), (small, (9, 4, 12, 6)), (small, (9, 6, 10, 9)), ((0, 0, 0.25, 0.25), (23.75, 23.75, 24, 24))]
    print("left,top,right,bottom,otherLeft,otherTop,otherRight,otherBottom,figure")
    for a, b in pairs:
        print(",".join(map(str, [*map(float, a), *map(float, b), float(generalized(a, b))])))
