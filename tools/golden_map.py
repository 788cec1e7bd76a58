#!/usr/bin/env python3
"""Writes golden values for Narsil's judgement of found boxes (io.narsil.boxes), from pycocotools.

    pip install pycocotools==2.0.11 numpy
    python3 tools/golden_map.py core/src/test/resources/io/narsil/boxes
    python3 tools/golden_map.py FOLDER ARCHIVE.tar     # the true boxes of an archive (VOC or COCO), found boxes made from them

boxes.csv has a line for each box: case, image, label, left, top, right, bottom, then of a true box its area, crowd, difficult, of a
found one its score. figures.csv has a line for each case: name, numbers of images and classes, COCO's twelve figures; and one for each
class of it: name, label, AP, AP at IoU .50, and at IoU .50 the 101 precisions. -1 is pycocotools' "no objects".

With the archive's boxes, GoldenMapTest is run on FOLDER by -Dnarsil.map=FOLDER.
"""
import contextlib
import io
import json
import pathlib
import sys
import tarfile
import xml.etree.ElementTree

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

random = np.random.default_rng(20261126)


class Difficult(COCOeval):
    """COCO's evaluation overwrites "ignore"; VOC's difficult objects are ignored as well, and match as all others."""

    def _prepare(self):
        super()._prepare()
        for boxes in self._gts.values():
            for box in boxes:
                box["ignore"] = box["iscrowd"] or box["difficult"]


class Case:
    def __init__(self, name, images, classes, grid=0.25):
        self.name, self.images, self.classes, self.grid = name, images, classes, grid
        self.truth, self.found = [], []

    def box(self, left, top, width, height):
        """On a grid of quarters sums are exact, so that it does not matter that COCO keeps widths and Narsil right ends."""
        if self.grid:
            left, top = (float(np.round(v / self.grid) * self.grid) for v in (left, top))
            width, height = (float(max(self.grid, np.round(v / self.grid) * self.grid)) for v in (width, height))
        return [left, top, max(width, 1e-3), max(height, 1e-3)]

    def true(self, image, label, box, area=None, crowd=0, difficult=0):
        box = self.box(*box)
        self.truth.append(dict(id=len(self.truth) + 1, image_id=image, category_id=label, bbox=box, iscrowd=crowd,
                               difficult=difficult, area=box[2] * box[3] if area is None else area))

    def find(self, image, label, box, score):
        self.found.append(dict(image_id=image, category_id=label, bbox=self.box(*box), score=float(score)))

    def jitter(self, most, digits=4, false=2.0):
        """Boxes that lie on the true ones as a network's do: some twice, some of a wrong class, some on nothing."""
        for truth in list(self.truth):
            x, y, w, h = truth["bbox"]
            for spread in random.uniform(0, 0.25, random.choice([0, 1, 1, 1, 2])):
                dx, dy, dw, dh = random.normal(0, spread, 4) * [w, h, w, h]
                label = truth["category_id"] if random.random() < 0.92 else random.integers(most)
                score = np.clip(0.9 - 2 * spread + random.normal(0, 0.2), 0, 1).round(digits)
                self.find(truth["image_id"], int(label), [x + dx, y + dy, abs(w + dw), abs(h + dh)], score)
        for image in range(self.images):
            for _ in range(random.poisson(false)):
                w, h = np.exp(random.uniform(np.log(5), np.log(250), 2))
                place = random.uniform(0, 400, 2)
                self.find(image, int(random.integers(most)), [*place, w, h], round(random.beta(1, 3), digits))

    def evaluate(self):
        truth, stats = COCO(), None
        truth.dataset = dict(
            info={}, images=[dict(id=i) for i in range(self.images)], annotations=self.truth,
            categories=[dict(id=c) for c in range(self.classes)])
        with contextlib.redirect_stdout(io.StringIO()):
            truth.createIndex()
            found = truth.loadRes(self.found) if self.found else COCO()
            run = Difficult(truth, found, "bbox")
            run.evaluate(), run.accumulate(), run.summarize()
        yield [self.name, self.images, self.classes, *map(repr, map(float, run.stats))]
        precision = run.eval["precision"][:, :, :, 0, 2]
        for label in range(self.classes):
            one = precision[:, :, label]
            yield [self.name, label, repr(float(one.mean())), repr(float(one[0].mean())), *(f"{p:.11g}" for p in one[0])]

    def lines(self):
        number = lambda v: repr(float(v)).removesuffix(".0")
        corners = lambda b: [*map(number, (b[0], b[1], b[0] + b[2], b[1] + b[3]))]
        for t in self.truth:
            yield [self.name, t["image_id"], t["category_id"], *corners(t["bbox"]), number(t["area"]), t["iscrowd"], t["difficult"]]
        for f in self.found:
            yield [self.name, f["image_id"], f["category_id"], *corners(f["bbox"]), repr(f["score"])]


def exact():
    """Everything at a boundary: IoU of k/20, recalls of k/100, areas of 32 x 32 and 96 x 96, and beyond COCO's largest."""
    case = Case("exact", 5, 3)
    for i in range(100):
        case.true(i // 25, 0, [30 * (i % 25), 10, 20, 20])
        case.find(i // 25, 0, [30 * (i % 25), 10, 20, 10 + i % 11], (1 + 37 * i % 101) / 128)
    for image, side in enumerate([31.75, 32, 32.25, 96, 96.25]):
        case.true(image, 1, [500, 500, side, side])
        case.find(image, 1, [501, 500, side, side], 0.5 + image / 16)
        case.find(image, 1, [900, 500, side, side], 0.6 + image / 16)
    case.true(4, 2, [0, 0, 200000, 60000])
    case.find(4, 2, [0, 0, 200000, 60000], 0.9)
    case.true(4, 2, [0, 0, 100, 100])
    case.find(4, 2, [0, 0, 100, 90], 0.8)
    return case


def mixed(name, images, digits):
    """Five classes with objects, one that is only found and one that is neither; crowds, difficult objects, empty images."""
    case = Case(name, images, 7)
    for image in range(images):
        if image % 6 == 5:
            continue
        for _ in range(random.integers(1, 9)):
            w, h = np.exp(random.uniform(np.log(8), np.log(220), 2))
            crowd, difficult = int(random.random() < 0.08), int(random.random() < 0.1)
            area = None if random.random() < 0.5 else float(np.round(w * h * random.uniform(0.4, 1), 2))
            case.true(image, int(random.choice(5, p=[.5, .2, .15, .1, .05])), [*random.uniform(0, 400, 2), w, h], area, crowd, difficult)
    case.jitter(6, digits)
    case.found = [f for f in case.found if f["image_id"] % 7 != 6]
    return case


def many():
    """More than 100 boxes of a class in an image."""
    case = Case("many", 2, 2)
    for image, count in enumerate([130, 104]):
        for i in range(24):
            case.true(image, 0, [25 * i, 50, 20, 30], difficult=int(i % 9 == 4))
        for i in range(count):
            dx, dy = random.normal(0, 2.5, 2)
            case.find(image, 0, [25 * random.integers(26) + dx, 50 + dy, 20, 30], round(random.random(), 2))
        case.true(image, 1, [0, 200, 600, 200], crowd=1)
        case.true(image, 1, [20, 220, 60, 60])
        for i in range(12):
            case.find(image, 1, [20 + 40 * i, 220 + i, 60, 60], round(random.random(), 3))
    return case


def zeros():
    """Scores of 0 and -0 are equal, and negative ones are scores as well."""
    case = Case("zeros", 3, 1)
    for image in range(3):
        for i, score in enumerate([-0.0, 0.0, -1.5, 0.0, -0.0, 2.5]):
            case.find(image, 0, [40 * ((i * (image + 1)) % 5), 0, 30 + i, 30], score)
        for i in range(3):
            case.true(image, 0, [40 * i, 0, 30, 30])
    return case


def nothing():
    """Boxes, and no objects but ignored ones."""
    case = Case("nothing", 2, 2)
    case.true(0, 0, [0, 0, 50, 50], crowd=1)
    case.find(0, 0, [0, 0, 50, 50], 0.9)
    case.find(1, 1, [0, 0, 50, 50], 0.9)
    return case


def archive(path):
    """All images of an archive: Pascal VOC's XML files, or JSON files of COCO."""
    with tarfile.open(path) as tar:
        names = sorted(n for n in tar.getnames() if n.endswith((".xml", ".json")))
        texts = [tar.extractfile(n).read() for n in names]
    boxes, images = [], 0
    for name, text in zip(names, texts):
        if name.endswith(".xml"):
            for thing in xml.etree.ElementTree.fromstring(text).iter("object"):
                l, t, r, b = (float(thing.find("bndbox/" + k).text) for k in ("xmin", "ymin", "xmax", "ymax"))
                boxes.append((images, thing.find("name").text, [l - 1, t - 1, r - l + 1, b - t + 1], None, 0, int(thing.findtext("difficult", "0"))))
            images += 1
        else:
            part = json.loads(text)
            number = {image["id"]: images + i for i, image in enumerate(part["images"])}
            boxes += [(number[a["image_id"]], a["category_id"], a["bbox"], a["area"], a["iscrowd"], 0) for a in part["annotations"]]
            images += len(number)
    labels = sorted({b[1] for b in boxes})
    case = Case(pathlib.Path(path).stem, images, len(labels), grid=0)
    for image, name, box, *rest in boxes:
        case.true(image, labels.index(name), box, *rest)
    case.jitter(len(labels), 6)
    return case


def main():
    folder = pathlib.Path(sys.argv[1])
    cases = [archive(a) for a in sys.argv[2:]] or [exact(), mixed("mixed", 24, 4), mixed("ties", 24, 1), many(), zeros(), nothing()]
    for name, rows in (("boxes.csv", lambda c: c.lines()), ("figures.csv", lambda c: c.evaluate())):
        text = "".join(",".join(map(str, row)) + "\n" for case in cases for row in rows(case))
        (folder / name).write_text(text, encoding="utf-8")


main()
