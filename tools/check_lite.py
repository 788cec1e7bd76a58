#!/usr/bin/env python3
"""Compares an exported EfficientNet-Lite0 with the Python package's own network, on photos.

    pip install torch pillow numpy safetensors onnxruntime efficientnet-lite-pytorch
    narsil export efficientnet-lite0 --weights efficientnet-lite0.safetensors --pixels --out lite0.onnx
    tools/check_lite.py lite0.onnx --weights efficientnet-lite0.safetensors --photos grocery

Both see the middle square of every photo under the folder. Another size than 224 (--resolution of the export) is read from the
file. Printed are the number of photos, the range of the package's logits, and the largest difference from them; the exit status
is 1 where that is above 0.001, or where a photo has another class.
"""
import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # from 1.29 on it would report to its makers
import numpy
import onnxruntime
import torch
from finetune_photos import SUFFIXES, middle, package
from PIL import Image, ImageOps

BATCH, ALLOWED = 32, 1e-3

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument("model", help="an ONNX file that takes values from 0 to 255")
options.add_argument("--weights", required=True, help="the package's weights as safetensors")
options.add_argument("--photos", required=True, type=Path, help="a folder with photos, at any depth")
given = options.parse_args()

session = onnxruntime.InferenceSession(given.model, providers=["CPUExecutionProvider"])
taken = session.get_inputs()[0]
side = taken.shape[-1]

theirs = package(given.weights, side).eval()
files = sorted(f for f in given.photos.rglob("*") if f.suffix.lower() in SUFFIXES)
if not files:
    raise SystemExit(f"{given.photos}: no photos")
worst, others, least, most = 0.0, 0, float("inf"), float("-inf")
for first in range(0, len(files), BATCH):
    images = [ImageOps.exif_transpose(Image.open(f)).convert("RGB") for f in files[first : first + BATCH]]
    pixels = numpy.stack([middle(image, side, 1) for image in images]).transpose(0, 3, 1, 2).astype(numpy.float32)
    with torch.no_grad():
        wanted = theirs((torch.from_numpy(pixels) - 127) / 128).numpy()
    found = session.run(None, {taken.name: pixels})[0]
    worst = max(worst, float(numpy.abs(found - wanted).max()))
    others += int((found.argmax(1) != wanted.argmax(1)).sum())
    least, most = min(least, float(wanted.min())), max(most, float(wanted.max()))
print(
    f"{len(files)} photos at {side} pixels: logits from {least:.1f} to {most:.1f}, the largest difference {worst:.1e}, {others} of another class"
)
sys.exit(worst > ALLOWED or others > 0)
