#!/usr/bin/env python3
"""The same network trained by Narsil and by PyTorch from PyPI, in turn on the same machine: images a second.

    pip install torch
    python3 tools/compare_training.py [--colour FOLDER | --photos FOLDER [--resolution N]] [--repeats N] [--card [--workers N]]

A network of inverted residual blocks on 28x28 grey images, or with --colour a larger one on the 32x32 images of a folder, or with
--photos EfficientNet-Lite0 on photos, at 161 pixels, where padding is the same on all sides.
Narsil trains as `narsil bench --training` has it: loading, augmentation, mixup, average of weights and validation included.
PyTorch loads, varies and validates nothing: forward, backward and an SGD step on one batch of 64 in memory. Its default
set-up: one process, torch's own number of threads, channels first. Its tuned one: as many processes as processors, one
thread each, channels last, and glibc's allocator told to keep memory; then the same with bf16 autocast; then both compiled by
torch.compile, which wants a C++ compiler. With --card both train on a graphics card: PyTorch with channels last and cuDNN's
own search for kernels, in 32 bits and with bf16 autocast, one process and as many as Narsil's; then one compiled.
"""
import argparse
import json
import os
import shlex
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
LITE0 = [
    {"block": "conv", "kernel": 3, "channels": 32, "stride": 2},
    {"block": "mbconv", "kernel": 3, "expansion": 1, "channels": 16},
    {"block": "mbconv", "kernel": 3, "expansion": 6, "channels": 24, "stride": 2},
    {"block": "mbconv", "kernel": 3, "expansion": 6, "channels": 24},
    {"block": "mbconv", "kernel": 5, "expansion": 6, "channels": 40, "stride": 2},
    {"block": "mbconv", "kernel": 5, "expansion": 6, "channels": 40},
    {"block": "mbconv", "kernel": 3, "expansion": 6, "channels": 80, "stride": 2},
    {"block": "mbconv", "kernel": 3, "expansion": 6, "channels": 80, "repeat": 2},
    {"block": "mbconv", "kernel": 5, "expansion": 6, "channels": 112, "repeat": 3},
    {"block": "mbconv", "kernel": 5, "expansion": 6, "channels": 192, "stride": 2},
    {"block": "mbconv", "kernel": 5, "expansion": 6, "channels": 192, "repeat": 3},
    {"block": "mbconv", "kernel": 3, "expansion": 6, "channels": 320},
    {"block": "conv", "kernel": 1, "channels": 1280, "stride": 1},
    {"block": "classifier"},
]
BATCH, WARM_UP = 64, 5
KEEP = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "4294967295",
    "MALLOC_TOP_PAD_": "67108864",
    "MALLOC_ARENA_MAX": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


def network(channels, blocks, classes=10, act="Hardswish"):
    """The network of a Narsil file, as far as those above need it."""
    from torch import nn

    Act = getattr(nn, act)

    def conv(i, o, k, stride=1, groups=1, active=True):
        layers = [nn.Conv2d(i, o, k, stride, k // 2, groups=groups, bias=False), nn.BatchNorm2d(o)]
        return nn.Sequential(*layers, *([Act()] if active else []))

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
                layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(i, classes)]
            i = b.get("channels", i)
    return nn.Sequential(*layers)


# Channels, pixels, steps of a measurement and network of each kind of images; photos have other pixels on demand.
KINDS = {
    "grey": (1, 28, 40, lambda channels, classes: network(channels, GREY)),
    "colour": (3, 32, 40, lambda channels, classes: network(channels, COLOUR)),
    "photos": (3, 161, 8, lambda channels, classes: network(channels, LITE0, classes, "ReLU6")),
}


def rate(kind, size, classes, tuned, bf16, compiled, card):
    """Images a second of one process."""
    import torch

    place = "cuda" if card else "cpu"
    torch.backends.cudnn.benchmark = True
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True

    torch.manual_seed(0)
    channels, _, steps, made = KINDS[kind]
    net = made(channels, classes)
    x, y = torch.randn(BATCH, channels, size, size), torch.randint(0, classes, (BATCH,))
    net, x, y = net.to(place), x.to(place), y.to(place)
    if tuned:
        net, x = net.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(net.parameters(), 0.05, 0.9)
    if compiled:
        net = torch.compile(net)
    steps *= 10 if card else 1
    for step in range(WARM_UP + steps):
        if step == WARM_UP:
            if card:
                torch.cuda.synchronize()
            begun = time.perf_counter()
        optimizer.zero_grad()
        with torch.autocast(place, torch.bfloat16, enabled=bool(bf16)):
            logits = net(x)
        torch.nn.functional.cross_entropy(logits.float(), y).backward()
        optimizer.step()
    if card:
        torch.cuda.synchronize()
    return BATCH * steps / (time.perf_counter() - begun)


def pytorch(given, classes, tuned, bf16=False, compiled=False, count=None):
    environment = {k: v for k, v in os.environ.items() if k != "OMP_NUM_THREADS"}
    if tuned:
        environment.update(KEEP, OMP_NUM_THREADS="1")
    numbers = map(str, (given.resolution, classes, int(tuned), int(bf16), int(compiled), int(given.card)))
    command = [sys.executable, __file__, "rate", given.kind, *numbers]
    count = count or (os.cpu_count() if tuned else 1)
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(count)]
    return sum(float(p.communicate()[0]) for p in running)


def narsil(given, folder):
    """Each set-up of its own benchmark, measured once."""
    command = [*shlex.split(given.narsil), "bench", "--training", "--repeats", "1", "--out", folder]
    if given.card:
        command += ["--device", "cuda", "--workers", str(given.workers)]
    if given.kind == "photos":
        command += ["--data", given.data, "--resolution", str(given.resolution), "--network", "efficientnet-lite0"]
    else:
        colour = given.kind == "colour"
        file = folder / "network.yaml"
        file.write_text(
            "narsil: architecture/1\nname: compared\n"
            f"input: {{channels: {3 if colour else 1}, resolution: {given.resolution}}}\nclasses: 10\n"
            f"blocks: {json.dumps(COLOUR if colour else GREY)}\n"
        )
        command += ["--network", file] + (["--data", given.data] if colour else [])
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    rates = json.loads((folder / "training.json").read_text())["images_per_second"]
    return {f"narsil, {name}": values[0] for name, values in rates.items()}


def measure(given):
    found = {}
    classes = sum(d.is_dir() for d in Path(given.data, "train").iterdir()) if given.kind == "photos" else 10
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(given.repeats):
            set_ups = {
                "PyTorch, default": lambda: pytorch(given, classes, False),
                "PyTorch, tuned": lambda: pytorch(given, classes, True),
                "PyTorch, tuned, bf16 autocast": lambda: pytorch(given, classes, True, True),
                "PyTorch, tuned, compiled": lambda: pytorch(given, classes, True, False, True),
                "PyTorch, tuned, bf16 autocast, compiled": lambda: pytorch(given, classes, True, True, True),
            }
            if given.card:
                n = given.workers
                set_ups = {
                    "PyTorch, one process": lambda: pytorch(given, classes, True, count=1),
                    "PyTorch, one process, bf16 autocast": lambda: pytorch(given, classes, True, True, count=1),
                    f"PyTorch, {n} processes, bf16 autocast": lambda: pytorch(given, classes, True, True, count=n),
                    "PyTorch, one process, bf16 autocast, compiled": lambda: pytorch(given, classes, True, True, True, count=1),
                }
            once = {}
            for name, measured in set_ups.items():
                once[name] = measured()
                print(f"{once[name]:6.0f} images/s: {name}", file=sys.stderr, flush=True)
            once.update(narsil(given, Path(folder)))
            for name, value in once.items():
                found.setdefault(name, []).append(value)
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["rate"]:
        print(rate(sys.argv[2], *map(int, sys.argv[3:])))
        sys.exit()
    options = argparse.ArgumentParser()
    kinds = options.add_mutually_exclusive_group()
    kinds.add_argument("--colour", metavar="FOLDER")
    kinds.add_argument("--photos", metavar="FOLDER", help="with train/CLASS and test/CLASS")
    options.add_argument("--resolution", type=int, help="of the photos; 161, or another of 32m + 1 pixels")
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--card", action="store_true", help="train on a graphics card")
    options.add_argument("--workers", type=int, default=os.cpu_count(), help="processes that share it; one a processor by default")
    options.add_argument("--narsil", default=str(ROOT / "narsil"), help="command that runs Narsil")
    given = options.parse_args()
    given.kind = "photos" if given.photos else "colour" if given.colour else "grey"
    given.data = given.photos or given.colour
    if given.resolution and (given.kind != "photos" or given.resolution % 32 != 1):
        options.error("--resolution is that of --photos, of 32m + 1 pixels: elsewhere padding is another")
    given.resolution = given.resolution or KINDS[given.kind][1]
    found = measure(given)
    first = next(iter(found.values()))
    for name, values in found.items():
        ratios = sorted(v / f for v, f in zip(values, first))
        print(
            f"{sorted(values)[len(values) // 2]:6.0f} images/s ({min(values):.0f} to {max(values):.0f}), "
            f"{ratios[len(ratios) // 2]:.2f} times the first ({ratios[0]:.2f} to {ratios[-1]:.2f}): {name}"
        )
