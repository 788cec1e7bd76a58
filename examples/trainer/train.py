"""A trainer of your own, with PyTorch: it reads trials and tells epochs as docs/worker-protocol.md says.
A study names it:  trainer: {command: [python3, train.py]}   It needs: pip install torch safetensors numpy"""
import json, os, queue, sys, threading, time
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.functional import cross_entropy, relu

def say(**message):
    print(json.dumps(message), flush=True)

def conv(i, o, kernel, stride):
    return nn.Sequential(nn.Conv2d(i, o, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(o))

def rows(a):
    return [b for stage in a["backbone"].values() for b in stage] + a["head"]

def unknown(t):  # what is asked for and not done here: left out in silence, it would be another training than was asked for
    a, kinds = t["architecture"], {"conv": {"kernel", "channels", "stride"}, "basic": {"kernel", "channels", "stride"}, "classifier": set()}
    yield from (k for k in ("start", "teacher", "parent") if t.get(k))
    yield from (k for k in a if k not in ("narsil", "name", "input", "classes", "backbone", "head", "batch_norm"))
    for b in rows(a):
        if b["block"] not in kinds:
            yield "block: " + b["block"]
            continue
        yield from (k for k in b if k not in kinds[b["block"]] | {"block", "repeat", "activation"})
        if b["block"] != "classifier" and b.get("activation", "hard_swish") != "relu":
            yield "activation: " + b.get("activation", "hard_swish")

class Basic(nn.Module):  # a plain residual block of ResNet-18
    def __init__(self, i, b, stride):
        super().__init__()
        o, k = b["channels"], b["kernel"]
        self.body = nn.Sequential(conv(i, o, k, stride), nn.ReLU(), conv(o, o, k, 1))
        self.shortcut = nn.Identity() if i == o and stride == 1 else conv(i, o, 1, stride)
    def forward(self, x):
        return relu(self.body(x) + self.shortcut(x))

def network(a):  # what examples/trainer/space.yaml describes
    layers, i = [], a["input"]["channels"]
    for b in (b for b in rows(a) for _ in range(b.get("repeat", 1))):
        stride = b.get("stride", 1)
        if b["block"] == "classifier":
            layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(i, a["classes"])]
        else:
            layers += [Basic(i, b, stride)] if b["block"] == "basic" else [conv(i, b["channels"], b["kernel"], stride), nn.ReLU()]
        i = b.get("channels", i)
    net = nn.Sequential(*layers)
    for norm in (m for m in net.modules() if isinstance(m, nn.BatchNorm2d)):
        norm.eps = a.get("batch_norm", {}).get("epsilon", norm.eps)
    return net

def scale(i, key):  # one number for all channels, or one for each; from -1 to 1 where the file says nothing
    numbers = torch.tensor(i.get(key, 0.5)).flatten()
    return numbers.expand(i["channels"]).view(1, -1, 1, 1)

def accuracy(net, x, y):
    with torch.no_grad():
        return torch.cat([net.eval()(p).argmax(1) for p in x.split(250)]).eq(y).float().mean().item()

def train(t):
    odd = sorted(set(unknown(t)))
    if odd:
        return say(type="failed", trial=t["trial"], diverged=False, reason="train.py does not know " + ", ".join(odd))
    torch.manual_seed(t["seed"] % 2**63)
    mean, std = (scale(t["architecture"]["input"], k) for k in ("mean", "std"))
    data, r = load_file(t["data"]), {k: float(v) for k, v in t["recipe"].items() if v[0].isdigit()}
    sets = {p: ((data[p + ".images"].permute(0, 3, 1, 2) / 255 - mean) / std, data[p + ".labels"].long()) for p in ("train", "validation", "test")}
    net, (x, y) = network(t["architecture"]), sets["train"]
    optimizer = torch.optim.SGD(net.parameters(), r["learning_rate"], 0.9, weight_decay=r["weight_decay"])
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, t["schedule_epochs"])
    for epoch in range(1, t["epochs"] + 1):
        start, losses = time.monotonic(), []
        for rows in torch.randperm(len(x)).split(64):
            loss = cross_entropy(net.train()(x[rows]), y[rows], label_smoothing=r["label_smoothing"])
            optimizer.zero_grad(); loss.backward(); optimizer.step()
            losses.append(loss.item())
        schedule.step()
        say(type="epoch", trial=t["trial"], epoch=epoch, loss=sum(losses) / len(losses), accuracy=accuracy(net, *sets["validation"]), seconds=time.monotonic() - start)
    if t["weights"]:
        save_file({k: v.contiguous() for k, v in net.state_dict().items()}, t["weights"])
    say(type="done", trial=t["trial"], test_accuracy=accuracy(net, *sets["test"]) if t["test"] else None)

def listen():  # the end of the input is the end of the worker, even within a trial
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)

lines = queue.Queue()
torch.set_num_threads(1)
torch.backends.mkldnn.enabled = False  # its kernels for AVX2 write past their arrays with few channels (PyTorch 2.15)
threading.Thread(target=listen, daemon=True).start()
say(type="ready", engine="PyTorch " + torch.__version__)
while True:
    train(json.loads(lines.get()))
