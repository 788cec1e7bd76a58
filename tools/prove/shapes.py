"""Published networks made smaller, for small images and few multiply-adds, and the recipes that they were published with."""
import copy
import json
import subprocess

# The stride that a network of 224 pixels has before its second stage and one of 32 has not.
SPARED = {"efficientnet-b0": "stage3", "mobilenetv3-large": "stage3", "resnet-18": "stage2"}

# Below this share of its published width a network takes an image of half the size, by the stride of its stem, instead of becoming thinner still.
THIN = 0.25


def scaled(published, name, width, stem_stride, pixels, classes):
    """A published network for small images.

    Width and depth shrink together as in EfficientNet (Tan and Le, section 3.3): by 1.1 and 1.2 to the same power. The stride that
    small images have no use for is 1, and the stem has a kernel of 3.
    """
    network = copy.deepcopy(published)
    network.update(name=f"{name}-{width:.4f}", input={"channels": 3, "resolution": pixels}, classes=classes)
    depth = width ** 1.913  # log 1.2 / log 1.1
    for stage, rows in network["backbone"].items():
        rows[:] = [row for row in rows if row["block"] != "maxpool"]
        for row in rows:
            row["channels"] = narrower(row["channels"], width)
            if stage == SPARED[name] and row.get("stride"):
                row["stride"] = 1
        repeats = sum(row.get("repeat", 1) for row in rows)
        shallower(rows, max(1, round(depth * repeats)))
    stem = network["backbone"]["stage1"][0]
    stem.update(kernel=3, stride=stem_stride)
    for row in network["head"]:
        if "channels" in row:
            row["channels"] = narrower(row["channels"], width)
    return network


def narrower(channels, width):
    return max(4, 4 * round(channels * width / 4))


def shallower(rows, most):
    """Keeps so many blocks of a stage, the first ones."""
    left = most
    for row in list(rows):
        repeat = min(left, row.get("repeat", 1))
        left -= repeat
        if not repeat:
            rows.remove(row)
        elif "repeat" in row:
            row["repeat"] = repeat


def largest(narsil, published, name, macs, pixels, classes, folder):
    """The widest copy within so many multiply-adds, and how many it has."""
    found = None
    for stem_stride in (1, 2):
        low, high = 0, 128
        while low < high:
            middle = (low + high + 1) // 2
            network = scaled(published, name, middle / 128, stem_stride, pixels, classes)
            cost = multiply_adds(narsil, network, folder)
            if cost <= macs:
                low, found = middle, (network, cost)
            else:
                high = middle - 1
        if low / 128 >= THIN:
            break
    return found


def all_of(narsil, zoo, costs, pixels, classes, work):
    """For each shape and cost its largest copy, with its multiply-adds. They are looked for once."""
    kept = work / "shapes.json"
    if not kept.exists():
        found = {n: {c: largest(narsil, z, n, c, pixels, classes, work) for c in costs} for n, z in zoo.items()}
        whole = kept.with_suffix(".partial")
        whole.write_text(json.dumps({"of": [costs, pixels, classes], "shapes": found}))
        whole.replace(kept)
    told = json.loads(kept.read_text())
    if told["of"] != [costs, pixels, classes]:
        raise SystemExit(f"{kept} is of other costs or images: take another folder for --work")
    return {n: {int(c): pair for c, pair in copies.items()} for n, copies in told["shapes"].items()}


def multiply_adds(narsil, network, folder):
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "network.yaml"
    file.write_text(json.dumps(network))  # JSON is YAML
    told = subprocess.run([*narsil, "summary", str(file), "--json"], check=True, capture_output=True, text=True).stdout
    return json.loads(told)["totals"]["multiply-adds of convolutions and linear layers"]


def recipes(epochs, steps):
    """The published recipes for a training of so many epochs and so many steps of 64 images.

    Rates go with the size of a batch, warm-up and the fall of the rate with the length of the training, and an average of weights
    spans the same share of it. Windows of large photos become shifts of small ones.
    """
    small = {"batch_size": 64, "crop": 4, "flip": "on", "label_smoothing": 0.1, "weight_decay": 0.00001}
    average = {"ema": "on", "ema_decay": max(0.5, 1 - 0.0001 * 1_750_000 / steps)}
    falling = {"optimizer": "rmsprop", "schedule": "exponential", "final_rate": 0.0117, "dropout": 0.2}
    return {
        # Tan and Le, section 5.2: 0.016 a batch of 256, 0.97 times every 2.4 of 350 epochs after 5 of warm-up.
        "efficientnet-b0": {**small, **falling, **average, "learning_rate": 0.016 * 64 / 256, "warmup_epochs": 5 / 350 * epochs,
                            "stochastic_depth": 0.2, "auto_augment": 1},
        # Howard et al., section 6.1.1: 0.1 a batch of 4,096.
        "mobilenetv3-large": {**small, **falling, **average, "learning_rate": 0.1 * 64 / 4096},
        # He et al., section 4.2 (CIFAR-10): SGD, 0.1 a batch of 128. A cosine stands for its two falls to a tenth.
        "resnet-18": {**small, "optimizer": "sgd", "sgd_factor": 1, "learning_rate": 0.1 * 64 / 128, "schedule": "cosine", "final_rate": 0.01,
                      "weight_decay": 0.0001, "label_smoothing": 0},
    }
