#!/usr/bin/env python3
"""Writes golden values for Narsil's non-maximum suppression (io.narsil.boxes.Suppression), from ONNX Runtime's NonMaxSuppression.

    pip install onnx onnxruntime numpy
    python3 tools/golden_suppression.py core/src/test/resources/io/narsil/boxes/suppression.csv

Each line is a box: case, threshold of scores, of IoU, label, left, top, right, bottom, score, and whether it stays (1 or 0). Case
"ties" has few different scores. Boxes lie on a grid of quarters, so that 32-bit floats hold them exactly.
"""
import sys

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

random = np.random.default_rng(20261126)


def kept(boxes, labels, scores, least, overlap, classes):
    names = ["boxes", "scores", "most", "overlap", "least"]
    types = [TensorProto.FLOAT, TensorProto.FLOAT, TensorProto.INT64, TensorProto.FLOAT, TensorProto.FLOAT]
    graph = helper.make_graph(
        [helper.make_node("NonMaxSuppression", names, ["kept"])], "suppression",
        [helper.make_tensor_value_info(n, t, None) for n, t in zip(names, types)],
        [helper.make_tensor_value_info("kept", TensorProto.INT64, None)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    by_class = np.full((1, classes, len(boxes)), -1, np.float32)
    by_class[0, labels, np.arange(len(boxes))] = scores
    rows, = session.run(None, {
        "boxes": boxes[None].astype(np.float32), "scores": by_class, "most": np.array([len(boxes)]),
        "overlap": np.array([overlap], np.float32), "least": np.array([least], np.float32)})
    return {int(r[2]) for r in rows}


def main():
    lines = []
    for case, classes, least, overlap, steps in (("one", 1, 0.25, 0.5, 4096), ("three", 3, 0.0625, 0.4375, 4096), ("ties", 2, 0.25, 0.5, 8)):
        middle = random.integers(0, 160, (5, 2)) / 4
        place = middle[random.integers(0, 5, 60)] + random.integers(-30, 30, (60, 2)) / 4
        boxes = np.concatenate([place, place + random.integers(40, 120, (60, 2)) / 4], 1)
        labels = random.integers(0, classes, 60)
        scores = random.integers(0, steps + 1, 60) / steps
        stay = kept(boxes, labels, scores, least, overlap, classes)
        for i in range(60):
            values = [case, least, overlap, labels[i], *boxes[i].tolist(), scores[i], int(i in stay)]
            lines.append(",".join(map(str, values)))
    open(sys.argv[1], "w", encoding="utf-8").write("\n".join(lines) + "\n")


main()
