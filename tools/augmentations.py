"""Makes data/src/test/resources/io/narsil/augment/operations.csv with torchvision's operations on 8-bit tensors.

pip install torch torchvision
"""

import torch
from torchvision.transforms.autoaugment import _apply_op
from torchvision.transforms.functional import InterpolationMode

SIZE = 12
LEVELS = [-1.0, -0.55, 0.0, 0.3, 0.55, 1.0]
RANGES = {
    "ShearX": 0.3, "ShearY": 0.3, "TranslateX": 150 / 331 * SIZE, "TranslateY": 150 / 331 * SIZE, "Rotate": 30.0,
    "Brightness": 0.9, "Color": 0.9, "Contrast": 0.9, "Sharpness": 0.9,
}  # fmt: skip
UNSIGNED = ["Posterize", "Solarize", "AutoContrast", "Equalize", "Invert"]


def picture(channels):
    """Any picture will do: smooth, with some of its range left over, and a bright corner."""
    values = torch.zeros(channels, SIZE, SIZE)
    for c in range(channels):
        for y in range(SIZE):
            for x in range(SIZE):
                values[c, y, x] = 40 + 6 * x + 9 * y * (c + 1) // 2 + (x * x * 7 + y * 13 + c * 29) % 31
    values[:, :3, :3] = 230
    return values.clamp(0, 255).to(torch.uint8)


def magnitude(name, level):
    if name in RANGES:
        return RANGES[name] * level
    return {"Posterize": 8 - round(4 * level), "Solarize": 255 * (1 - level)}.get(name, 0.0)


def text(image):
    return "".join(f"{v:02x}" for v in image.permute(1, 2, 0).flatten().tolist())


if __name__ == "__main__":
    print("operation,level,channels,before,after")
    for channels in (1, 3):
        before = picture(channels)
        for name in list(RANGES) + UNSIGNED:
            for level in LEVELS:
                if level < 0 and name in UNSIGNED:
                    continue
                after = _apply_op(before, name, magnitude(name, level), InterpolationMode.NEAREST, None)
                print(f"{name},{level},{channels},{text(before)},{text(after)}")
