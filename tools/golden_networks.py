#!/usr/bin/env python3
"""Golden values of the zoo from independent implementations: costs and logits.

    pip install torch timm torchvision efficientnet-lite-pytorch
    python3 tools/golden_networks.py costs  > core/src/test/resources/io/narsil/network/golden-costs.csv
    python3 tools/golden_networks.py logits > torch/src/test/resources/io/narsil/torch/golden-logits.csv

With a name after that, only the networks whose names begin with it ("costs efficientnet-lite").

Costs: multiply-adds of convolutions and linear layers as they run, their weights without biases, all that trains.
Logits: of one image, with weights that both sides make by one formula from (number of the array, index), so that
nothing has to be downloaded. The formula stands in `values` here and in ParityTest.
"""
import math
import sys

import numpy as np
import torch

# The zoo's name, the model's name, and the resolution at which costs are counted.
NETWORKS = [
    ("fbnetv3-b", "fbnetv3_b", 248),
    ("fbnetv3-d", "fbnetv3_d", 248),
    ("fbnetv3-g", "fbnetv3_g", 320),
    ("mobilenetv3-large", "mobilenetv3_large_100", 224),
    ("mobilenetv3-small", "mobilenetv3_small_100", 224),
    ("efficientnet-b0", "efficientnet_b0", 224),
    ("efficientnet-b1", "efficientnet_b1", 240),
    ("efficientnet-b2", "efficientnet_b2", 260),
    ("efficientnet-b3", "efficientnet_b3", 300),
    ("efficientnet-b4", "efficientnet_b4", 380),
    ("efficientnet-b5", "efficientnet_b5", 456),
    ("efficientnet-b6", "efficientnet_b6", 528),
    ("efficientnet-b7", "efficientnet_b7", 600),
    ("efficientnet-lite0", "lite.efficientnet-lite0", 224),
    ("efficientnet-lite1", "lite.efficientnet-lite1", 240),
    ("efficientnet-lite2", "lite.efficientnet-lite2", 260),
    ("efficientnet-lite3", "lite.efficientnet-lite3", 280),
    ("efficientnet-lite4", "lite.efficientnet-lite4", 300),
    ("resnet-18", "torchvision.resnet18", 224),
    ("resnet-34", "torchvision.resnet34", 224),
    ("resnet-50", "torchvision.resnet50", 224),
]
# What TensorFlow's padding adds depends on the size: 97 is one of the sizes at which it is the same on both sides everywhere.
PARITY = [("fbnetv3-b", 160), ("fbnetv3-d", 160), ("fbnetv3-g", 160), ("mobilenetv3-large", 160),
          ("mobilenetv3-small", 160), ("efficientnet-b0", 160), ("efficientnet-lite0", 96), ("efficientnet-lite0", 97),
          ("efficientnet-lite0", 75), ("efficientnet-lite2", 90), ("resnet-18", 160), ("resnet-50", 160)]
PREFIX = sys.argv[2] if len(sys.argv) > 2 else ""


def build(name, resolution):
    family, _, model = name.rpartition(".")
    if family == "torchvision":
        import torchvision
        return getattr(torchvision.models, model)().eval()
    if family == "lite":
        from efficientnet_lite_pytorch import EfficientNet
        return EfficientNet.from_name(model, image_size=resolution).eval()
    import timm
    return timm.create_model(name, pretrained=False).eval()


def costs():
    print("network,resolution,macs,params,trainable")
    for name, model_name, resolution in NETWORKS:
        if not name.startswith(PREFIX):
            continue
        model = build(model_name, resolution)
        macs = 0

        def count(module, inputs, output):
            nonlocal macs
            positions = output.shape[2] * output.shape[3] if output.dim() == 4 else 1
            macs += module.weight.numel() * positions

        params = 0
        for module in model.modules():
            if isinstance(module, (torch.nn.Conv2d, torch.nn.Linear)):
                module.register_forward_hook(count)
                params += module.weight.numel()
        with torch.no_grad():
            model(torch.zeros(1, 3, resolution, resolution))
        trainable = sum(p.numel() for p in model.parameters())
        print(f"{name},{resolution},{macs},{params},{trainable}")


def values(number, size):
    """Evenly spread over -0.5..0.5: a hash of (number of the array, index)."""
    x = np.arange(size, dtype=np.uint64) * 2654435761 + number * 2246822519 + 374761393
    x &= 0xFFFFFFFF
    x ^= x >> np.uint64(15)
    x = (x * 2246822519) & 0xFFFFFFFF
    x ^= x >> np.uint64(13)
    return (x.astype(np.float64) / 2**32 - 0.5).astype(np.float32)


def fill(model, gain):
    number = 0

    def put(tensor, scale, shift):
        nonlocal number
        array = values(number, tensor.numel()) * np.float32(scale) + np.float32(shift)
        tensor.data.copy_(torch.from_numpy(array).view_as(tensor))
        number += 1

    for module in model.modules():
        if isinstance(module, (torch.nn.Conv2d, torch.nn.Linear)):
            fan_in = module.weight[0].numel()
            put(module.weight, math.sqrt(12.0 * gain / fan_in), 0)
            if module.bias is not None:
                put(module.bias, 0.2, 0)
        elif isinstance(module, torch.nn.BatchNorm2d):
            put(module.weight, 0.2, 1)
            put(module.bias, 0.2, 0)
            put(module.running_mean, 0.2, 0)
            put(module.running_var, 0.4, 1)


def logits():
    names = {name: model for name, model, _ in NETWORKS}
    for name, resolution in PARITY:
        if not name.startswith(PREFIX):
            continue
        image = torch.from_numpy(values(999, 3 * resolution**2) * np.float32(4)).view(1, 3, resolution, resolution)
        model = build(names[name], resolution)
        # A gain that keeps logits near 1, where an absolute error of 1e-4 means something.
        for gain in np.arange(4, 0.1, -0.05).round(2):
            fill(model, gain)
            with torch.no_grad():
                out = model(image)[0].double().numpy()
            if out.std() < 2:
                break
        print(f"# {name}: gain {gain}, standard deviation {out.std():.4f}", file=sys.stderr)
        print(",".join([name, str(resolution), f"{gain:.2f}"] + [f"{v:.6f}" for v in out]))


if __name__ == "__main__":
    {"costs": costs, "logits": logits}[sys.argv[1]]()
