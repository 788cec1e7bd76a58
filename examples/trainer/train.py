"""A trainer of your own: reads trials and tells epochs as docs/worker-protocol.md says, and trains with PyTorch.

It is named in a study by  trainer: {command: [python3, train.py]}  and needs: pip install torch safetensors
"""
import json, os, sys, threading, time
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.functional import cross_entropy

say = lambda **message: print(json.dumps(message), flush=True)
act = nn.Hardswish

def conv(i, o, k=1, s=1, groups=1, last=False):
    layers = [nn.Conv2d(i, o, k, s, k // 2, groups=groups, bias=False), nn.BatchNorm2d(o)]
    return nn.Sequential(*layers, *([] if last else [act()]))

def rounded(v):  # to a multiple of 8, never below 95 %
    r = max(8, int(v + 4) // 8 * 8)
    return r if r >= 0.95 * v else r + 8

class Squeeze(nn.Module):
    def __init__(self, hidden, s):
        super().__init__()
        pool, down, up = nn.AdaptiveAvgPool2d(1), nn.Conv2d(hidden, s, 1), nn.Conv2d(s, hidden, 1)
        self.gate = nn.Sequential(pool, down, act(), up, nn.Hardsigmoid())
    def forward(self, x):
        return x * self.gate(x)

class MBConv(nn.Module):
    def __init__(self, i, b):
        super().__init__()
        o, stride = b["channels"], b.get("stride", 1)
        hidden = i if b["expansion"] == 1 else rounded(b["expansion"] * i)
        expand = [] if b["expansion"] == 1 else [conv(i, hidden)]
        squeeze = [Squeeze(hidden, rounded(b["se"] * i))] if b.get("se") else []
        depthwise = conv(hidden, hidden, b["kernel"], stride, hidden)
        self.body = nn.Sequential(*expand, depthwise, *squeeze, conv(hidden, o, last=True))
        self.residual = stride == 1 and i == o
    def forward(self, x):
        return x + self.body(x) if self.residual else self.body(x)

def network(a):  # the blocks of the space fbnetv3-small
    layers, i = [], a["input"]["channels"]
    for b in [b for b in a["blocks"] for _ in range(b.get("repeat", 1))]:
        if b["block"] == "conv":
            layers.append(conv(i, b["channels"], b["kernel"], b.get("stride", 1)))
        elif b["block"] == "mbconv":
            layers.append(MBConv(i, b))
        elif b["block"] == "mbpool":
            hidden = rounded(b["expansion"] * i)
            layers += [conv(i, hidden), nn.AdaptiveAvgPool2d(1), nn.Conv2d(hidden, b["channels"], 1), act()]
        else:
            layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(i, a["classes"])]
        i = b.get("channels", i)
    return nn.Sequential(*layers)

def accuracy(net, x, y):
    net.eval()
    with torch.no_grad():
        return torch.cat([net(p).argmax(1) for p in x.split(250)]).eq(y).float().mean().item()

def train(t):
    torch.manual_seed(t["seed"] % 2**63)
    data, parts = load_file(t["data"]), {}
    for part in ("train", "validation", "test"):
        images = data[part + ".images"].permute(0, 3, 1, 2).float() / 255
        parts[part] = (images - 0.5) / 0.25, data[part + ".labels"].long()
    net, (x, y), recipe = network(t["architecture"]), parts["train"], t["recipe"]
    rate = float(recipe["learning_rate"]) * float(recipe["sgd_factor"])
    optimizer = torch.optim.SGD(net.parameters(), rate, 0.9, weight_decay=float(recipe["weight_decay"]))
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, t["schedule_epochs"])
    for epoch in range(1, t["epochs"] + 1):
        start, total, batches = time.monotonic(), 0.0, torch.randperm(len(x)).split(64)
        net.train()
        for rows in batches:
            loss = cross_entropy(net(x[rows]), y[rows], label_smoothing=float(recipe["label_smoothing"]))
            optimizer.zero_grad(); loss.backward(); optimizer.step()
            total += loss.item() / len(batches)
        schedule.step()
        if total != total:
            return say(type="failed", trial=t["trial"], diverged=True, reason=f"the loss was NaN in epoch {epoch}")
        say(type="epoch", trial=t["trial"], epoch=epoch, loss=total, accuracy=accuracy(net, *parts["validation"]),
            seconds=time.monotonic() - start)
    if t["weights"]:
        save_file({k: v.contiguous() for k, v in net.state_dict().items()}, t["weights"])
    say(type="done", trial=t["trial"], test_accuracy=accuracy(net, *parts["test"]) if t["test"] else None)

lines = []
def listen():  # the end of the input is the end of the worker, even within a trial
    for line in sys.stdin:
        lines.append(line)
    os._exit(0)

torch.set_num_threads(1)
threading.Thread(target=listen, daemon=True).start()
say(type="ready", engine="PyTorch " + torch.__version__)
while True:
    train(json.loads(lines.pop(0))) if lines else time.sleep(0.01)
