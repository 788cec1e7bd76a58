#!/usr/bin/env python3
"""Golden values for what each place of an image learns, by whole-array code that shares nothing with Narsil's.

    pip install numpy
    python3 tools/golden_targets.py > core/src/test/resources/io/narsil/detector/targets.txt

FCOS with centre sampling and ATSS as their papers' programs compute them for all places and boxes at once. Corners are multiples
of 1/4, so that distances are exact.
"""
import numpy

STRIDES = (8, 16, 32)


def places(resolution):
    found = []
    for stride in STRIDES:
        side = -(-resolution // stride)
        ys, xs = numpy.meshgrid(numpy.arange(side), numpy.arange(side), indexing="ij")
        found.append(numpy.stack([(xs.ravel() + 0.5) * stride, (ys.ravel() + 0.5) * stride, numpy.full(side * side, stride)], 1))
    return numpy.concatenate(found)


def sides(points, boxes):
    """Distances (place, box, side)."""
    x, y = points[:, 0, None], points[:, 1, None]
    return numpy.stack([x - boxes[:, 0], y - boxes[:, 1], boxes[:, 2] - x, boxes[:, 3] - y], 2)


def fcos(points, boxes):
    far = sides(points, boxes).max(2)
    stride = points[:, 2]
    low = numpy.select([stride == 8, stride == 16], [0, 64], 128)[:, None]
    high = numpy.select([stride == 8, stride == 16], [64, 128], numpy.inf)[:, None]
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    around = numpy.concatenate([middle[None] - 1.5 * stride[:, None, None], middle[None] + 1.5 * stride[:, None, None]], 2)
    clipped = numpy.concatenate([numpy.maximum(around[..., :2], boxes[:, :2]), numpy.minimum(around[..., 2:], boxes[:, 2:])], 2)
    xy = points[:, None, :2]
    inside = numpy.concatenate([xy - clipped[..., :2], clipped[..., 2:] - xy], 2).min(2) > 0
    inside &= sides(points, boxes).min(2) > 0.01
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    cost = numpy.where(inside & (far > low) & (far <= high), area[None], numpy.inf)
    chosen = cost.argmin(1)
    return numpy.where(numpy.isinf(cost.min(1)), -1, chosen)


def overlap(anchors, boxes):
    low = numpy.maximum(anchors[:, None, :2], boxes[None, :, :2])
    high = numpy.minimum(anchors[:, None, 2:], boxes[None, :, 2:])
    shared = numpy.clip(high - low, 0, None).prod(2)
    areas = lambda b: (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    return shared / (areas(anchors)[:, None] + areas(boxes)[None] - shared)


def atss(points, boxes):
    half = points[:, 2:] * 4
    anchors = numpy.concatenate([points[:, :2] - half, points[:, :2] + half], 1)
    iou = overlap(anchors, boxes)
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    distance = ((points[:, None, :2] - middle[None]) ** 2).sum(2)
    candidates = numpy.zeros(iou.shape, bool)
    for stride in STRIDES:
        level = numpy.flatnonzero(points[:, 2] == stride)
        order = numpy.argsort(distance[level], 0, kind="stable")[:9]
        for b in range(len(boxes)):
            candidates[level[order[:, b]], b] = True
    best = numpy.full(iou.shape, -numpy.inf)
    within = sides(points, boxes).min(2) > 0.01
    for b in range(len(boxes)):
        values = iou[candidates[:, b], b]
        ok = candidates[:, b] & (iou[:, b] >= values.mean() + values.std(ddof=1)) & within[:, b]
        best[ok, b] = iou[ok, b]
    return numpy.where(numpy.isinf(best.max(1)), -1, best.argmax(1))


def main():
    chance = numpy.random.default_rng(20261126)
    for case in range(12):
        resolution = int(chance.choice([64, 97, 160, 224]))
        count = int(chance.integers(1, 9)) if case else 0
        size = numpy.exp(chance.uniform(numpy.log(6), numpy.log(resolution), (count, 2)))
        corner = chance.uniform(0, 1, (count, 2)) * numpy.clip(resolution - size, 0, None)
        boxes = numpy.round(numpy.concatenate([corner, numpy.minimum(corner + size, resolution)], 1) * 4) / 4
        labels = chance.integers(0, 5, count)
        ignored = chance.uniform(0, 1, count) < 0.2
        print("image", resolution)
        for box, label, left_out in zip(boxes, labels, ignored):
            print("ignored" if left_out else "object", label, *box)
        points = places(resolution)
        kept, own = boxes[~ignored], labels[~ignored]
        hidden = (sides(points, boxes[ignored]).min(2) > 0).any(1) if ignored.any() else numpy.zeros(len(points), bool)
        for name, rule in (("centre", fcos), ("adaptive", atss)):
            chosen = rule(points, kept) if len(kept) else numpy.full(len(points), -1)
            for place in numpy.flatnonzero((chosen >= 0) | hidden):
                if chosen[place] >= 0:
                    print(name, place, own[chosen[place]], *sides(points[place : place + 1], kept)[0, chosen[place]])
                else:
                    print(name, place, -2)


main()
