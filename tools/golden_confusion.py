#!/usr/bin/env python3
"""Writes golden values for Narsil's confusion of classes with each other and the background (io.narsil.boxes.BoxConfusion).

    pip install numpy==2.4.6; pip download --no-deps fiftyone==1.22.1
    python3 tools/golden_confusion.py core/src/test/resources/io/narsil/boxes fiftyone-1.22.1-py3-none-any.whl

Reads boxes.csv of the folder (tools/golden_map.py) and writes confusion.csv: a line for each case, IoU and score, with these three, the
number of classes, and all counts, row by row; the last row and column are the background's.

They are counted here on whole arrays of IoUs; each count of images without difficult objects, which FiftyOne does not know, must also be
that of FiftyOne's evaluation with classwise=False, whose own function is taken out of the package (the rest of it wants a database).
"""
import ast
import csv
import pathlib
import sys
import types
import zipfile

import numpy as np

ASKED = [(0.5, 0.3), (0.5, 0.0), (0.75, 0.3), (0.35, 0.55)]
COCOS_LARGEST = 1e10


def fiftyones(wheel):
    """FiftyOne's function that matches the boxes of an image."""
    text = zipfile.ZipFile(wheel).read("fiftyone/utils/eval/coco.py").decode()
    wanted = [n for n in ast.parse(text).body if getattr(n, "name", "") == "_compute_matches"]
    around = dict(np=np, _NO_MATCH_ID="", _NO_MATCH_IOU=None, fol=types.SimpleNamespace(Keypoint=types.NoneType))
    exec(compile(ast.Module(wanted, []), "coco.py", "exec"), around)
    return around["_compute_matches"]


class Thing(dict):
    """An object or a box, as FiftyOne has them."""
    def __init__(self, number, label, crowd=False, score=None):
        super().__init__(key="")
        self.id, self.label, self.crowd, self.confidence = number, label, crowd, score


def theirs(match, truth, found, ious, overlap, classes):
    objects = [Thing(f"t{i}", t["label"], t["crowd"]) for i, t in enumerate(truth)]
    boxes = [Thing(f"f{i}", f["label"], score=f["score"]) for i, f in enumerate(found)]
    near = {b.id: [(objects[t].id, ious[i, t]) for t in range(len(objects))] for i, b in enumerate(boxes) if objects}
    counts = np.zeros((classes + 1, classes + 1), int)
    for label, named, *_, crowd in match({"all": dict(gts=objects, preds=boxes)}, near, overlap, lambda o: o.crowd, "key", "key", "iou"):
        if not crowd:
            counts[classes if label is None else label, classes if named is None else named] += 1
    return counts


def ours(truth, found, ious, overlap, classes):
    counts = np.zeros((classes + 1, classes + 1), int)
    ignored = np.array([t["ignored"] for t in truth], bool)
    crowd = np.array([t["crowd"] for t in truth], bool)
    labels = np.array([t["label"] for t in truth], int)
    free = np.ones(len(truth), bool)
    for box, row in zip(found, ious):
        may = (free | crowd) & (row >= overlap) & (~crowd | (labels == box["label"]))
        first = may & ~ignored
        may = first if first.any() else may
        if not may.any():
            counts[classes, box["label"]] += 1
            continue
        taken = np.flatnonzero(may & (row == row[may].max()))[-1]
        free[taken] = False
        if not ignored[taken]:
            counts[labels[taken], box["label"]] += 1
    np.add.at(counts, (labels[free & ~ignored], classes), 1)
    return counts


def overlaps(found, truth):
    a = np.array([f["box"] for f in found]).reshape(-1, 1, 4)
    b = np.array([t["box"] for t in truth]).reshape(1, -1, 4)
    shared = np.clip(np.minimum(a, b)[..., 2:] - np.maximum(a, b)[..., :2], 0, None).prod(2)
    area = lambda x: (x[..., 2] - x[..., 0]) * (x[..., 3] - x[..., 1])
    crowd = np.array([t["crowd"] for t in truth], bool).reshape(1, -1)
    return shared / np.where(crowd, area(a), area(a) + area(b) - shared)


def read(path):
    cases = {}
    for case, image, label, *numbers in csv.reader(path.open(encoding="utf-8")):
        numbers = list(map(float, numbers))
        truth, found = cases.setdefault(case, {}).setdefault(int(image), ([], []))
        thing = dict(label=int(label), box=numbers[:4])
        if len(numbers) == 5:
            found.append(thing | dict(score=numbers[4]))
        else:
            area, crowd, difficult = numbers[4:]
            ignored = bool(crowd or difficult or area > COCOS_LARGEST)
            truth.append(thing | dict(crowd=bool(crowd), difficult=bool(ignored and not crowd), ignored=ignored))
    return cases


def main():
    folder, match = pathlib.Path(sys.argv[1]), fiftyones(sys.argv[2])
    classes = {r[0]: int(r[2]) for r in csv.reader((folder / "figures.csv").open(encoding="utf-8")) if len(r) == 15}
    lines, compared = [], 0
    for case, images in read(folder / "boxes.csv").items():
        for overlap, score in ASKED:
            total = 0
            for truth, found in images.values():
                truth = sorted(truth, key=lambda t: t["ignored"])
                found = sorted((f for f in found if f["score"] > score), key=lambda f: -f["score"])
                ious = overlaps(found, truth)
                counts = ours(truth, found, ious, overlap, classes[case])
                if not any(t["difficult"] for t in truth):
                    compared += 1
                    assert (counts == theirs(match, truth, found, ious, overlap, classes[case])).all(), (case, overlap, score)
                total = total + counts
            lines.append(",".join(map(str, [case, overlap, score, classes[case], *total.ravel()])))
    (folder / "confusion.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines; the counts of {compared} images are FiftyOne's, too")


main()
