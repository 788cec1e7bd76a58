"""What "narsil predict" does, without Narsil: python3 predict.py model.onnx PHOTO... (pip install numpy onnxruntime pillow).

docs/deployment.md says each step in words.
"""
import os
import sys

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # from 1.29 on it would report to its makers
import numpy as np
import onnxruntime
from PIL import Image, ImageOps


def weights(side, size):
    """Of each pixel, row by row: a triangle as wide as the step, as Pillow's BILINEAR has it, in 32-bit floats."""
    step = side / size
    reach = max(1.0, step)
    distance = np.abs(np.arange(side)[None] + 0.5 - (np.arange(size)[:, None] + 0.5) * step)
    rows = np.maximum(0, 1 - distance / reach).astype(np.float32)
    return rows / rows.sum(1, keepdims=True)


def scaled(x, rows, columns):
    down, across = weights(x.shape[0], rows), weights(x.shape[1], columns)
    return np.clip(np.floor(np.einsum("yr,rsc,xs->yxc", down, x, across, optimize=True) + 0.5), 0, 255)


def square(photo, size, fit):
    height, width = photo.shape[:2]
    if (height, width) == (size, size):
        return photo
    if fit == "crop":
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        return scaled(photo[top : top + side, left : left + side], size, size)
    longer = max(height, width)
    rows, columns = (max(1, (2 * side * size + longer) // (2 * longer)) for side in (height, width))
    top, left = (size - rows) // 2, (size - columns) // 2
    x = np.full((size, size, 3), 114, np.float32)
    x[top : top + rows, left : left + columns] = scaled(photo, rows, columns)
    return x


class Model:
    """A file of Narsil's with what it says of itself."""

    def __init__(self, file):
        self.session = onnxruntime.InferenceSession(file)
        about = self.session.get_modelmeta().custom_metadata_map
        self.classes = about["classes"].split("\n")
        self.mean, self.std = ([float(v) for v in about[key].split()] for key in ("mean", "std"))
        self.fit = about.get("fit", "crop")
        self.normalises = about["takes"].startswith("values")
        _, self.channels, self.size, _ = self.session.get_inputs()[0].shape

    def run(self, photo, outputs):
        x = square(photo, self.size, self.fit)
        if self.channels == 1:
            x = np.rint(x @ [0.299, 0.587, 0.114])[..., None]
        if not self.normalises:
            x = (x / 255 - self.mean) / self.std
        return [y[0] for y in self.session.run(outputs, {"input": x.transpose(2, 0, 1)[None].astype(np.float32)})]


def read(name):
    return np.asarray(ImageOps.exif_transpose(Image.open(name)).convert("RGB"), np.float32)  # row, column, channel


if __name__ == "__main__":
    model = Model(sys.argv[1])
    for name in sys.argv[2:]:
        (logits,) = model.run(read(name), ["logits"])
        p = np.exp(logits - logits.max())
        p /= p.sum()
        best = ", ".join(f"{model.classes[c]} {100 * p[c]:.1f} %" for c in np.argsort(-p, kind="stable")[:3])
        print(f"{name}  {best}")
