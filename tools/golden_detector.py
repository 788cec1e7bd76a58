#!/usr/bin/env python3
"""Golden values of detectors from a program in plain PyTorch, which shares no code with Narsil.

    pip install torch efficientnet-lite-pytorch
    python3 tools/golden_detector.py costs   > core/src/test/resources/io/narsil/detector/golden-detector-costs.csv
    python3 tools/golden_detector.py outputs > torch/src/test/resources/io/narsil/torch/golden-detector.csv

The backbone is that of efficientnet-lite-pytorch. Costs: multiply-adds counted by hooks as often as a convolution runs, its weights
once, all that trains once. Outputs: of one image, with weights that both sides make by one formula from (number of the array, index),
as in golden_networks.py; a line for each level and kind of answer.
"""
import math
import sys

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import nn
from torch.nn import functional

sys.argv, arguments = sys.argv[:1], sys.argv[1:]
from golden_networks import values  # noqa: E402

EPSILON = 1e-3
# Model, resolution, classes, channels of the neck, convolutions of the head.
DETECTORS = [
    ("efficientnet-lite0", 320, 3, 96, 2),
    ("efficientnet-lite0", 320, 80, 64, 2),
    ("efficientnet-lite2", 256, 12, 64, 1),
]
PARITY = [("efficientnet-lite0", 96, 3, 64, 2), ("efficientnet-lite0", 160, 5, 96, 1)]


def norm(channels):
    return nn.BatchNorm2d(channels, eps=EPSILON)


class Detector(nn.Module):
    def __init__(self, name, resolution, classes, width, depth):
        super().__init__()
        self.backbone = EfficientNet.from_name(name, image_size=resolution)
        outs = [block._bn2.num_features for block in self.backbone._blocks]
        with torch.no_grad():
            self.taps = self.find_taps(torch.zeros(1, 3, resolution, resolution))
        self.lateral = nn.ModuleList(nn.Conv2d(outs[tap], width, 1, bias=False) for tap in self.taps)
        self.lateral_norm = nn.ModuleList(norm(width) for _ in self.taps)
        self.smooth = nn.ModuleList(self.separable(width) for _ in self.taps)
        self.smooth_norm = nn.ModuleList(nn.ModuleList([norm(width), norm(width)]) for _ in self.taps)
        self.tower = nn.ModuleList(self.separable(width) for _ in range(depth))
        self.tower_norm = nn.ModuleList(
            nn.ModuleList(nn.ModuleList([norm(width), norm(width)]) for _ in range(depth)) for _ in self.taps)
        self.classes = nn.Conv2d(width, classes, 1)
        self.sides = nn.Conv2d(width, 4, 1)
        self.eval()

    @staticmethod
    def separable(width):
        return nn.ModuleList([
            nn.Conv2d(width, width, 3, padding=1, groups=width, bias=False), nn.Conv2d(width, width, 1, bias=False)])

    def stages(self, x):
        b = self.backbone
        x = functional.relu6(b._bn0(b._conv_stem(x)))
        for block in b._blocks:
            x = block(x)
            yield x

    def find_taps(self, image):
        """The last block at each of the strides 8, 16 and 32."""
        self.backbone.eval()
        last = {}
        for i, x in enumerate(self.stages(image)):
            last[round(image.shape[2] / x.shape[2])] = i
        return [last[8], last[16], last[32]]

    @staticmethod
    def apply_separable(convolutions, norms, x):
        for convolution, batch_norm in zip(convolutions, norms):
            x = functional.relu6(batch_norm(convolution(x)))
        return x

    def forward(self, image):
        features = [x for i, x in enumerate(self.stages(image)) if i in self.taps]
        levels = [None] * 3
        for i in (2, 1, 0):
            levels[i] = functional.relu6(self.lateral_norm[i](self.lateral[i](features[i])))
            if i < 2:
                levels[i] = levels[i] + functional.interpolate(levels[i + 1], scale_factor=2, mode="nearest")
        answers = []
        for i, x in enumerate(levels):
            x = self.apply_separable(self.smooth[i], self.smooth_norm[i], x)
            for convolutions, norms in zip(self.tower, self.tower_norm[i]):
                x = self.apply_separable(convolutions, norms, x)
            answers += [self.classes(x), self.sides(x)]
        return answers

    def layers(self):
        """All that has weights, once each, in the order in which Narsil reads it: the last tap ends the backbone."""
        b = self.backbone
        yield from (b._conv_stem, b._bn0)
        for block in b._blocks:
            yield from (m for m in block.modules() if isinstance(m, (nn.Conv2d, nn.BatchNorm2d)))
        for i in (2, 1, 0):
            yield from (self.lateral[i], self.lateral_norm[i])
        for i in range(3):
            for pair in zip(self.smooth[i], self.smooth_norm[i]):
                yield from pair
        for i in range(3):
            for convolutions, norms in zip(self.tower, self.tower_norm[i]):
                for convolution, batch_norm in zip(convolutions, norms):
                    yield from (convolution, batch_norm) if i == 0 else (batch_norm,)
            if i == 0:
                yield from (self.classes, self.sides)


def costs():
    print("backbone,resolution,classes,channels,depth,macs,params,trainable")
    for detector in DETECTORS:
        model = Detector(*detector)
        macs = params = trainable = 0

        def count(module, inputs, output):
            nonlocal macs
            macs += module.weight.numel() * output.shape[2] * output.shape[3]

        for layer in model.layers():
            if isinstance(layer, nn.Conv2d):
                layer.register_forward_hook(count)
                params += layer.weight.numel()
            trainable += sum(p.numel() for p in layer.parameters())
        with torch.no_grad():
            model(torch.zeros(1, 3, detector[1], detector[1]))
        print(",".join(map(str, (*detector, macs, params, trainable))))


def fill(model, gain):
    number = 0

    def put(tensor, scale, shift):
        nonlocal number
        array = torch.from_numpy(values(number, tensor.numel())) * scale + shift
        tensor.data.copy_(array.float().view_as(tensor))
        number += 1

    for layer in model.layers():
        if isinstance(layer, nn.Conv2d):
            put(layer.weight, math.sqrt(12 * gain / layer.weight[0].numel()), 0)
            if layer.bias is not None:
                put(layer.bias, 0.2, 0)
        else:
            put(layer.weight, 0.2, 1)
            put(layer.bias, 0.2, 0)
            put(layer.running_mean, 0.2, 0)
            put(layer.running_var, 0.4, 1)


def outputs():
    for name, resolution, classes, width, depth in PARITY:
        model = Detector(name, resolution, classes, width, depth)
        image = torch.from_numpy(values(999, 3 * resolution**2) * 4).view(1, 3, resolution, resolution)
        gain = 1.5
        fill(model, gain)
        with torch.no_grad():
            answers = model(image.float())
        print(f"{name},{resolution},{classes},{width},{depth},{gain}")
        for answer in answers:
            print(",".join(f"{v:.6f}" for v in answer.flatten().tolist()))
        spread = " ".join(f"{a.std():.3f}" for a in answers)
        print(f"# {name} {resolution}: standard deviations {spread}", file=sys.stderr)


if __name__ == "__main__":
    {"costs": costs, "outputs": outputs}[arguments[0]]()
