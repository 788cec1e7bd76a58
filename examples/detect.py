"""What "narsil predict" does with a detector, without Narsil: python3 detect.py model.onnx PHOTO... (pip install numpy onnxruntime pillow).

Prints a line of JSON for each photo, with its boxes [left, top, width, height] in the photo's pixels, and draws them into
PHOTO.boxes.png with --draw. docs/deployment.md says each step in words; predict.py, beside this file, has what classifiers need, too.
"""
import argparse
import json

import numpy as np
from PIL import Image, ImageDraw

from predict import Model, read


def overlap(a, b):
    """The shared area of a box and others as a share of what both cover."""
    sides = np.minimum(a[2:], b[:, 2:]) - np.maximum(a[:2], b[:, :2])
    shared = np.prod(np.maximum(0, sides), axis=1)
    return shared / (np.prod(a[2:] - a[:2]) + np.prod(b[:, 2:] - b[:, :2], axis=1) - shared)


def suppressed(boxes, scores, least=0.05, most_overlap=0.6, looked=1000, most=100):
    """The boxes that stay, by falling score: of those of a class that lie on each other, the best."""
    boxes, scores = boxes.astype(np.float64), scores.astype(np.float64)
    place, label = np.nonzero(scores > least)
    order = np.argsort(-scores[place, label], kind="stable")[:looked]
    kept = []
    for i in order:
        if len(kept) == most:
            break
        same = [k for k in kept if label[k] == label[i]]
        if not same or (overlap(boxes[place[i]], boxes[place[same]]) <= most_overlap).all():
            kept.append(i)
    return [(label[i], scores[place[i], label[i]], boxes[place[i]]) for i in kept]


def in_photo(box, height, width, size, fit):
    """The box in the photo's pixels, cut to what the square shows; None where it lies in the bars alone."""
    if fit == "crop":
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        moved = box * side / size + [left, top, left, top]
        shown = left, top, left + side, top + side
    else:
        longer = max(height, width)
        rows, columns = (max(1, (2 * side * size + longer) // (2 * longer)) for side in (height, width))
        top, left = (size - rows) // 2, (size - columns) // 2
        scale = [width / columns, height / rows]
        moved = (box - [left, top, left, top]) * (scale + scale)
        shown = 0, 0, width, height
    cut = np.concatenate([np.maximum(moved[:2], shown[:2]), np.minimum(moved[2:], shown[2:])])
    return cut if (cut[:2] < cut[2:]).all() else None


def found(model, photo):
    boxes, scores = model.run(photo, ["boxes", "scores"])
    for label, score, box in suppressed(boxes, scores):
        moved = in_photo(box, *photo.shape[:2], model.size, model.fit)
        if moved is not None:
            yield model.classes[label], score, moved


parser = argparse.ArgumentParser()
parser.add_argument("--threshold", type=float, default=0.3)
parser.add_argument("--draw", action="store_true")
parser.add_argument("model")
parser.add_argument("photos", nargs="+")
options = parser.parse_args()
model = Model(options.model)
for name in options.photos:
    photo = read(name)
    shown = [f for f in found(model, photo) if f[1] > options.threshold]
    boxes = [{"class": c, "score": s, "box": [*b[:2], *(b[2:] - b[:2])]} for c, s, b in shown]
    print(json.dumps({"image": name, "boxes": boxes}, default=float))
    if options.draw:
        picture = Image.fromarray(photo.astype(np.uint8))
        pen = ImageDraw.Draw(picture)
        for kind, score, box in shown:
            pen.rectangle(list(box), outline="red", width=2)
            pen.text((box[0] + 3, box[1] + 2), f"{kind} {100 * score:.0f}", fill="red")
        picture.save(name + ".boxes.png")
