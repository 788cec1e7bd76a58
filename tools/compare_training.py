#!/usr/bin/env python3
"""Images a second that PyTorch from PyPI trains on, to set beside `narsil bench --training`.

    pip install torch safetensors
    ./narsil bench --training && python3 tools/compare_training.py

A network of inverted residual blocks of the same kind and size as the benchmark's, 28x28 grey images that are already in
memory, batch 64, forward, backward and an SGD step. The default set-up: one process, torch's own number of threads, channels
first. The tuned one: as many processes as processors, one thread each, channels last. Neither loads, varies nor validates.
"""
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

BLOCKS = [
    {"block": "conv", "kernel": 3, "channels": 12, "stride": 1},
    {"block": "mbconv", "kernel": 3, "expansion": 1, "channels": 12},
    {"block": "mbconv", "kernel": 3, "expansion": 4, "channels": 24, "stride": 2, "repeat": 1},
    {"block": "mbconv", "kernel": 5, "expansion": 3, "channels": 24, "repeat": 1},
    {"block": "mbconv", "kernel": 3, "expansion": 4, "channels": 40, "stride": 2, "se": 0.25},
    {"block": "mbconv", "kernel": 3, "expansion": 3, "channels": 40, "se": 0.25, "repeat": 2},
    {"block": "mbpool", "expansion": 4, "channels": 256},
    {"block": "classifier"},
]
BATCH, WARM_UP, STEPS, REPEATS = 64, 5, 40, 5


def networks():
    """The builder of examples/trainer/train.py, without its loop."""
    source = (Path(__file__).parent.parent / "examples/trainer/train.py").read_text().split("\ndef accuracy")[0]
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("trainer", None))
    exec(source, module.__dict__)
    return module


def rate(channels_last):
    trainer = networks()
    torch = trainer.torch
    torch.manual_seed(0)
    net = trainer.network({"input": {"channels": 1}, "blocks": BLOCKS, "classes": 10})
    x, y = torch.randn(BATCH, 1, 28, 28), torch.randint(0, 10, (BATCH,))
    if channels_last:
        net, x = net.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(net.parameters(), 0.05, 0.9)
    for step in range(WARM_UP + STEPS):
        if step == WARM_UP:
            begun = time.perf_counter()
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()
    return BATCH * STEPS / (time.perf_counter() - begun)


def together(processes, threads, channels_last):
    environment = {k: v for k, v in os.environ.items() if k != "OMP_NUM_THREADS"}
    if threads:
        environment["OMP_NUM_THREADS"] = str(threads)
    command = [sys.executable, __file__, "last" if channels_last else "first"]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(processes)]
    return sum(float(p.communicate()[0]) for p in running)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(rate(sys.argv[1] == "last"))
        sys.exit()
    cores = os.cpu_count()
    pairs = [(together(1, None, False), together(cores, 1, True)) for _ in range(REPEATS)]
    for name, values in zip(("default", "tuned"), zip(*pairs)):
        print(f"{name}: {sorted(values)[len(values) // 2]:.0f} images/s ({min(values):.0f} to {max(values):.0f})")
