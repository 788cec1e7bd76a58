"""Checks ONNX files with ONNX's own checker, shape inference and ONNX Runtime, for batches of 1 and of 3.

Needs: pip install onnx onnxruntime. Usage: python3 check_onnx.py FILE...
"""
import os
import sys

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # from 1.29 on it would report to its makers
import numpy
import onnx
import onnxruntime

for name in sys.argv[1:]:
    model = onnx.load(name)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(name, providers=["CPUExecutionProvider"])
    taken = session.get_inputs()[0]
    for batch in (1, 3):
        image = numpy.random.default_rng(0).standard_normal([batch] + taken.shape[1:], numpy.float32)
        logits = session.run(None, {taken.name: image})[0]
        assert logits.shape[0] == batch and numpy.isfinite(logits).all(), name
    opset = model.opset_import[0].version
    kinds = sorted({node.op_type for node in model.graph.node})
    print(f"{name}: sound, opset {opset}, {len(model.graph.node)} nodes of {', '.join(kinds)}; {taken.shape} -> {logits.shape[1:]}")
