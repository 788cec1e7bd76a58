#!/usr/bin/env python3
"""Golden values of the detector's loss and its gradients, place by place and box by box from the papers' formulas.

    pip install torch numpy
    python3 tools/golden_detector_loss.py > torch/src/test/resources/io/narsil/torch/golden-detector-loss.csv

Quality focal loss: Li et al. 2020, equation 2 with beta 2, whose target is the IoU of the box that is said there. Boxes: twice one less
generalized IoU (Rezatofighi et al. 2019, algorithm 1), of corners. Both divided by the number of places that have a class, in 64 bits.
The answers come from the formula of golden_networks.py: (number of the case, index).
"""
import math
import random
import sys

import torch

sys.argv = sys.argv[:1]
from golden_networks import values  # noqa: E402

# Number, images, places of each, classes, spread of the answers, positives, places that nobody learns from.
CASES = [(1, 2, 21, 3, 4.0, 9, 5), (2, 1, 21, 1, 2.0, 4, 0), (3, 3, 21, 7, 6.0, 1, 2), (4, 1, 21, 2, 4.0, 0, 3)]


def corners(sides):
    """The box around a place at (0, 0)."""
    left, top, right, bottom = sides
    return -left, -top, right, bottom


def areas(a, b):
    width = torch.clamp(torch.minimum(a[2], b[2]) - torch.maximum(a[0], b[0]), min=0)
    height = torch.clamp(torch.minimum(a[3], b[3]) - torch.maximum(a[1], b[1]), min=0)
    shared = width * height
    both = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared
    hull = (torch.maximum(a[2], b[2]) - torch.minimum(a[0], b[0])) * (
        torch.maximum(a[3], b[3]) - torch.minimum(a[1], b[1]))
    return shared, both, hull


def loss(answers, classes, targets, unsaid):
    total = torch.zeros((), dtype=torch.float64)
    for place, row in enumerate(answers):
        quality = [0.0] * classes
        if place in targets:
            label, sides = targets[place]
            box = corners(torch.exp(row[classes:]))
            shared, both, hull = areas(box, corners(torch.tensor(sides, dtype=torch.float64)))
            total = total + 2 * (1 - (shared / both - (hull - both) / hull))
            quality[label] = float((shared / both).detach())
        if place not in unsaid:
            for c in range(classes):
                p, y = torch.sigmoid(row[c]), quality[c]
                total = total - abs(y - p) ** 2 * ((1 - y) * torch.log(1 - p) + y * torch.log(p))
    return total / max(1, len(targets))


def main():
    for number, images, each, classes, spread, positives, silent in CASES:
        places = images * each
        draw = random.Random(number)
        chosen = draw.sample(range(places), positives + silent)
        targets = {p: (draw.randrange(classes), [draw.randint(1, 64) / 16 for _ in range(4)])
                   for p in sorted(chosen[:positives])}
        unsaid = sorted(chosen[positives:])
        answers = torch.from_numpy(values(number, places * (classes + 4))).double() * spread
        answers = answers.view(places, classes + 4).requires_grad_(True)
        result = loss(answers, classes, targets, set(unsaid))
        result.backward()
        print(f"{number},{images},{each},{classes},{spread}")
        print(",".join(str(v) for p, (label, sides) in targets.items() for v in (p, label, *sides)))
        print(",".join(map(str, unsaid)))
        print(f"{result.item():.15g}")
        print(",".join(f"{v:.12g}" for v in answers.grad.flatten().tolist()))
        assert math.isfinite(result.item())


main()
