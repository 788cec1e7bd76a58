#!/usr/bin/env python3
"""The same network trained by Narsil and by PyTorch from PyPI, in turn on the same machine: images a second.

    pip install torch
    python3 tools/compare_training.py [--colour FOLDER] [--repeats N]

A network of inverted residual blocks on 28x28 grey images, or with --colour a larger one on the 32x32 images of a folder.
Narsil trains as `narsil bench --training` has it: loading, augmentation, mixup, average of weights and validation included.
PyTorch loads, varies and validates nothing: forward, backward and an SGD step on one batch of 64 in memory. Its default
set-up: one process, torch's own number of threads, channels first. Its tuned one: as many processes as processors, one
thread each, channels last, and glibc's allocator told to keep memory; then the same with bf16 autocast.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
GREY = [
    {"block": "conv", "kernel": 3, "channels": 12, "stride": 1},
    {"block": "mbconv", "kernel": 3, "expansion": 1, "channels": 12},
    {"block": "mbconv", "kernel": 3, "expansion": 4, "channels": 24, "stride": 2},
    {"block": "mbconv", "kernel": 5, "expansion": 3, "channels": 24},
    {"block": "mbconv", "kernel": 3, "expansion": 4, "channels": 32, "stride": 2, "se": 0.25},
    {"block": "mbconv", "kernel": 3, "expansion": 3, "channels": 32, "se": 0.25, "repeat": 2},
    {"block": "mbpool", "expansion": 4, "channels": 256},
    {"block": "classifier"},
]
COLOUR = [
    {"block": "conv", "kernel": 3, "channels": 16, "stride": 2},
    {"block": "mbconv", "kernel": 3, "expansion": 1, "channels": 24},
    {"block": "mbconv", "kernel": 5, "expansion": 4, "channels": 32, "repeat": 2},
    {"block": "mbconv", "kernel": 5, "expansion": 4, "channels": 64, "stride": 2, "se": 0.25},
    {"block": "mbconv", "kernel": 5, "expansion": 4, "channels": 64, "se": 0.25, "repeat": 2},
    {"block": "mbconv", "kernel": 3, "expansion": 4, "channels": 96, "se": 0.25, "repeat": 2},
    {"block": "mbpool", "expansion": 4, "channels": 384},
    {"block": "classifier"},
]
BATCH, WARM_UP, STEPS = 64, 5, 40
KEEP = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "4294967295",
    "MALLOC_TOP_PAD_": "67108864",
    "MALLOC_ARENA_MAX": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


def network(channels, blocks):
    """The network of a Narsil file, as far as the two above need it."""
    from torch import nn

    def conv(i, o, k, stride=1, groups=1, active=True):
        layers = [nn.Conv2d(i, o, k, stride, k // 2, groups=groups, bias=False), nn.BatchNorm2d(o)]
        return nn.Sequential(*layers, *([nn.Hardswish()] if active else []))

    class Squeeze(nn.Module):
        def __init__(self, i, s):
            super().__init__()
            self.gate = nn.Sequential(
                nn.AdaptiveAvgPool2d(1), nn.Conv2d(i, s, 1), nn.Hardswish(), nn.Conv2d(s, i, 1), nn.Hardsigmoid()
            )

        def forward(self, x):
            return x * self.gate(x)

    class Block(nn.Module):
        def __init__(self, i, b, stride):
            super().__init__()
            o, m = b["channels"], i * b["expansion"]
            layers = [conv(i, m, 1)] if m > i else []
            layers += [conv(m, m, b["kernel"], stride, m)]
            layers += [Squeeze(m, max(8, int(i * b["se"])))] if "se" in b else []
            self.body, self.residual = nn.Sequential(*layers, conv(m, o, 1, active=False)), stride == 1 and i == o

        def forward(self, x):
            return x + self.body(x) if self.residual else self.body(x)

    layers, i = [], channels
    for b in blocks:
        for _ in range(b.get("repeat", 1)):
            if b["block"] == "conv":
                layers.append(conv(i, b["channels"], b["kernel"], b["stride"]))
            elif b["block"] == "mbconv":
                layers.append(Block(i, b, b.get("stride", 1)))
            elif b["block"] == "mbpool":
                m = i * b["expansion"]
                layers += [conv(i, m, 1), nn.AdaptiveAvgPool2d(1), nn.Conv2d(m, b["channels"], 1), nn.Hardswish()]
            else:
                layers += [nn.Flatten(), nn.Linear(i, 10)]
            i = b.get("channels", i)
    return nn.Sequential(*layers)


def rate(colour, tuned, bf16):
    import torch

    torch.manual_seed(0)
    channels, size = (3, 32) if colour else (1, 28)
    net = network(channels, COLOUR if colour else GREY)
    x, y = torch.randn(BATCH, channels, size, size), torch.randint(0, 10, (BATCH,))
    if tuned:
        net, x = net.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(net.parameters(), 0.05, 0.9)
    for step in range(WARM_UP + STEPS):
        if step == WARM_UP:
            begun = time.perf_counter()
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            logits = net(x)
        torch.nn.functional.cross_entropy(logits.float(), y).backward()
        optimizer.step()
    return BATCH * STEPS / (time.perf_counter() - begun)


def pytorch(colour, tuned, bf16=False):
    environment = {k: v for k, v in os.environ.items() if k != "OMP_NUM_THREADS"}
    if tuned:
        environment.update(KEEP, OMP_NUM_THREADS="1")
    command = [sys.executable, __file__, "rate", *map(str, (int(colour), int(tuned), int(bf16)))]
    count = os.cpu_count() if tuned else 1
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(count)]
    return sum(float(p.communicate()[0]) for p in running)


def narsil(folder, data):
    """Each set-up of its own benchmark, measured once."""
    colour = data is not None
    file = folder / "network.yaml"
    file.write_text(
        "narsil: architecture/1\nname: compared\n"
        f"input: {{channels: {3 if colour else 1}, resolution: {32 if colour else 28}}}\nclasses: 10\n"
        f"blocks: {json.dumps(COLOUR if colour else GREY)}\n"
    )
    command = [ROOT / "narsil", "bench", "--training", "--network", file, "--repeats", "1", "--out", folder]
    subprocess.run(command + (["--data", data] if colour else []), check=True, stdout=subprocess.DEVNULL)
    rates = json.loads((folder / "training.json").read_text())["images_per_second"]
    return {f"narsil, {name}": values[0] for name, values in rates.items()}


def measure(data, repeats):
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(repeats):
            once = {
                "PyTorch, default": pytorch(data is not None, False),
                "PyTorch, tuned": pytorch(data is not None, True),
                "PyTorch, tuned, bf16 autocast": pytorch(data is not None, True, True),
                **narsil(Path(folder), data),
            }
            for name, value in once.items():
                found.setdefault(name, []).append(value)
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["rate"]:
        print(rate(*(bool(int(word)) for word in sys.argv[2:])))
        sys.exit()
    options = argparse.ArgumentParser()
    options.add_argument("--colour", metavar="FOLDER")
    options.add_argument("--repeats", type=int, default=5)
    given = options.parse_args()
    found = measure(given.colour, given.repeats)
    first = next(iter(found.values()))
    for name, values in found.items():
        ratios = sorted(v / f for v, f in zip(values, first))
        print(
            f"{sorted(values)[len(values) // 2]:6.0f} images/s ({min(values):.0f} to {max(values):.0f}), "
            f"{ratios[len(ratios) // 2]:.2f} times the first ({ratios[0]:.2f} to {ratios[-1]:.2f}): {name}"
        )
