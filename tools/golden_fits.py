"""Makes the golden values of what is done to photos at their size:

data/src/test/resources/io/narsil/data/fits.csv            images as squares, cropped and letterboxed, by Pillow's BILINEAR
data/src/test/resources/io/narsil/augment/windows.csv      windows of images at the size of the whole, by Pillow's BILINEAR
data/src/test/resources/io/narsil/augment/scaled-windows.csv windows of images at other sizes, by Pillow's BILINEAR, as torchvision's
                                                            RandomResizedCrop makes them of photos
data/src/test/resources/io/narsil/augment/window-draws.csv what windows are drawn, by the formula of torchvision's RandomResizedCrop
data/src/test/resources/io/narsil/augment/reductions.csv   images made smaller within a grey one, by OpenCV's INTER_LINEAR
torch/src/test/resources/io/narsil/torch/resized.csv       squares of other sizes as floats, by Pillow's BILINEAR

pip install numpy pillow opencv-python-headless
"""

import math
import pathlib
import random

import cv2
import numpy
from PIL import Image

ROOT = pathlib.Path(__file__).parent.parent
TESTS = ROOT / "data/src/test/resources/io/narsil"
GREY = 114


def picture(height, width, channels):
    """Any picture will do: smooth, with edges, and of another kind in each channel."""
    y, x, c = numpy.mgrid[:height, :width, :channels]
    values = 30 + 9 * x + 5 * y * (c + 1) + (x * x * 7 + y * 13 + c * 29) % 61
    return (values % 256).astype(numpy.uint8)


def image(values):
    return Image.fromarray(values if values.shape[2] == 3 else values[:, :, 0])


def pixels(made):
    values = numpy.asarray(made)
    return values if values.ndim == 3 else values[:, :, None]


def crop(values, size):
    side = min(values.shape[:2])
    top, left = (values.shape[0] - side) // 2, (values.shape[1] - side) // 2
    return pixels(image(values[top : top + side, left : left + side]).resize((size, size), Image.BILINEAR))


def letterbox(values, size):
    height, width, channels = values.shape
    rows, columns = (max(1, math.floor(side * size / max(height, width) + 0.5)) for side in (height, width))
    square = numpy.full((size, size, channels), GREY, numpy.uint8)
    top, left = (size - rows) // 2, (size - columns) // 2
    square[top : top + rows, left : left + columns] = pixels(image(values).resize((columns, rows), Image.BILINEAR))
    return square


def window(values, top, left, height, width, size):
    return pixels(image(values[top : top + height, left : left + width]).resize((size, size), Image.BILINEAR))


def reduction(values, top, left, side):
    size, _, channels = values.shape
    square = numpy.full((size, size, channels), GREY, numpy.uint8)
    made = cv2.resize(values, (side, side), interpolation=cv2.INTER_LINEAR)
    square[top : top + side, left : left + side] = made.reshape(side, side, channels)
    return square


def resized(values, side):
    """Each channel as floats, which Pillow does not round."""
    planes = [Image.fromarray(values[:, :, c].astype(numpy.float32)) for c in range(values.shape[2])]
    return numpy.stack([numpy.asarray(p.resize((side, side), Image.BILINEAR)) for p in planes])


def draw(size, smallest, chance):
    """torchvision.transforms.RandomResizedCrop.get_params, with its usual ratios."""
    for _ in range(10):
        area = size * size * chance.uniform(smallest, 1)
        ratio = math.exp(chance.uniform(math.log(3 / 4), math.log(4 / 3)))
        width = int(round(math.sqrt(area * ratio)))
        height = int(round(math.sqrt(area / ratio)))
        if 0 < width <= size and 0 < height <= size:
            top = chance.randint(0, size - height)
            left = chance.randint(0, size - width)
            return top, left, height, width
    return 0, 0, size, size


def figures(size, smallest, count=400_000):
    chance = random.Random(1)
    top, left, height, width = numpy.array([draw(size, smallest, chance) for _ in range(count)], float).T
    share, ratio = height * width / size**2, numpy.log(width / height)
    whole = (height == size) & (width == size)
    quantiles = list(numpy.quantile(share, [0.1, 0.5, 0.9])) + list(numpy.quantile(ratio, [0.1, 0.5, 0.9]))
    free = (size - height) + (size - width)
    place = (top + left)[free > 0] / free[free > 0]
    return quantiles + [share.mean(), ratio.std(), whole.mean(), place.mean(), place.std()]


def hexes(values):
    return values.tobytes().hex()


def write(name, header, rows, tests=TESTS):
    file = tests / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([header] + [",".join(map(str, row)) for row in rows]) + "\n")


if __name__ == "__main__":
    shapes = [(9, 16), (16, 9), (30, 7), (5, 5), (1, 40), (3, 4), (12, 11)]
    write(
        "data/fits.csv",
        "height,width,channels,size,image,crop,letterbox",
        [
            (h, w, c, size, hexes(p), hexes(crop(p, size)), hexes(letterbox(p, size)))
            for h, w in shapes
            for c in (1, 3)
            for size in (6, 13)
            for p in [picture(h, w, c)]
        ],
    )
    windows = [(0, 0, 12, 12), (0, 0, 8, 10), (4, 2, 8, 10), (3, 0, 5, 12), (5, 6, 1, 1), (11, 0, 1, 12), (1, 7, 11, 5)]
    write(
        "augment/windows.csv",
        "channels,top,left,height,width,image,window",
        [
            (c, *place, hexes(p), hexes(window(p, *place, len(p))))
            for c in (1, 3)
            for p in [picture(12, 12, c)]
            for place in windows
        ],
    )
    write(
        "augment/scaled-windows.csv",
        "channels,top,left,height,width,side,image,window",
        [
            (c, *place, side, hexes(p), hexes(window(p, *place, side)))
            for c in (1, 3)
            for p in [picture(12, 12, c)]
            for side in (1, 5, 8, 9, 17)
            for place in windows
        ],
    )
    write(
        "augment/reductions.csv",
        "channels,top,left,side,image,reduction",
        [
            (c, *place, hexes(p), hexes(reduction(p, *place)))
            for c in (1, 3)
            for p in [picture(12, 12, c)]
            for place in [(0, 0, 12), (1, 0, 11), (0, 3, 9), (2, 5, 7), (6, 6, 6), (4, 1, 6)]
        ],
    )
    write(
        "resized.csv",
        "channels,size,side,image,planes",
        [
            (c, size, side, hexes(p), " ".join(f"{v:.4f}" for v in resized(p, side).ravel()))
            for c in (1, 3)
            for size, side in [(12, 5), (12, 7), (11, 10), (12, 3), (6, 9)]
            for p in [picture(size, size, c)]
        ],
        ROOT / "torch/src/test/resources/io/narsil/torch",
    )
    names = "share10,share50,share90,ratio10,ratio50,ratio90,share,ratioDeviation,whole,place,placeDeviation"
    write(
        "augment/window-draws.csv",
        "size,smallest," + names,
        [
            (size, smallest, *(f"{f:.4f}" for f in figures(size, smallest)))
            for size, smallest in [(160, 0.08), (160, 0.35), (160, 0.6), (24, 0.35), (160, 0.98)]
        ],
    )
