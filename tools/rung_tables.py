#!/usr/bin/env python3
"""Gives each row of a published table a learning curve, so that a search with or without rungs can be run on it.

    tools/rung_tables.py table.csv cifar10-50-epochs.csv 50 macs --score accuracy > curves.csv

A row gets the end that stands at its rank among the ends of the published curves, and the shape of a curve that ended within ten
places of it, drawn with seed 1. So the table says what is good, and the curves how surely it shows after how many epochs. That
some settings look worse early than they are is lost. The last column named is the cost that is kept. Needs numpy.
"""

import argparse
import csv
import sys

import numpy


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("curves")
    parser.add_argument("epochs", type=int)
    parser.add_argument("cost")
    parser.add_argument("--score", required=True)
    given = parser.parse_args()
    with open(given.curves, newline="") as file:
        published = list(csv.DictReader(file))
    names = [f"epoch_{epoch}" for epoch in range(1, given.epochs + 1)]
    curves = numpy.array([[float(row[name]) for name in names] for row in published])
    curves = curves[numpy.argsort(curves[:, -1], kind="stable")]
    with open(given.table, newline="") as file:
        rows = list(csv.DictReader(file))
    parameters = list(rows[0])[: list(rows[0]).index(given.score)]
    scores = numpy.array([float(row[given.score]) for row in rows])
    ranks = numpy.argsort(numpy.argsort(scores, kind="stable"))
    places = (ranks + 0.5) / len(rows) * len(curves) - 0.5
    ends = numpy.interp(places, numpy.arange(len(curves)), curves[:, -1])
    chance = numpy.random.RandomState(1).uniform(-10, 10, len(rows))
    near = numpy.clip(numpy.rint(places + chance), 0, len(curves) - 1).astype(int)
    shown = numpy.clip(curves[near] + (ends - curves[near, -1])[:, None], 0.001, 1)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow([*parameters, "accuracy", *names, given.cost])
    for row, curve, end in zip(rows, shown, ends):
        values = [f"{score:.4f}" for score in curve[:-1]] + [f"{end:.5f}"]
        out.writerow([*(row[name] for name in parameters), f"{end:.5f}", *values, row[given.cost]])


if __name__ == "__main__":
    main()
