"""Compares the logits of ONNX files in every engine that is installed with those of ONNX Runtime.

Needs: pip install numpy onnxruntime, and any of opencv-python-headless, openvino; for photos, pillow; for the web's engine,
node and a folder in which "npm install onnxruntime-web" was run. Usage:

    python3 check_engines.py [--images FOLDER] [--web FOLDER] [--brief] FILE...

Each file is given noise, and photos with --images: one by one, since not every engine takes other batches. Printed is the
largest difference of two logits as a share of their standard deviation, and the number of inputs whose class is another one.
Of a detector these are its boxes and scores, and the class of the highest score; what it selects itself is not compared.
Of 8-bit files (an operation QuantizeLinear) this is only reported: each engine rounds in its own places. Exit status 1 if an
engine refuses a file in 32-bit floats or is off by more than 0.001.
"""
import argparse
import json
import os
import pathlib
import platform
import subprocess
import tempfile

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # from 1.29 on it would report to its makers
import numpy
import onnxruntime

TOLERANCE = 1e-3
NOISE = 8


def opencv(path, names):
    net = cv2.dnn.readNetFromONNX(path)

    def run(x):
        net.setInput(x)
        return list(net.forward(names))

    return run


def intel(path, names):
    core = openvino.Core()
    core.set_property("CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    compiled = core.compile_model(core.read_model(path), "CPU")

    def run(x):
        made = compiled(x)
        return [made[name] for name in names]

    return run


def web(path, names):
    """All inputs go through one process, so this engine is given a list; it is asked for one output."""

    def run(inputs):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            numpy.concatenate(inputs).astype("<f4").tofile(place / "in")
            script = pathlib.Path(__file__).resolve().with_name("run_web.mjs")
            shape = json.dumps(list(inputs[0].shape))
            done = subprocess.run(["node", script, options.web, path, place / "in", place / "out", shape], capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "failed")
            return [[row] for row in numpy.fromfile(place / "out", "<f4").reshape(len(inputs), 1, -1)]

    return run


def photos(size, channels):
    from PIL import Image

    files = sorted(f for f in pathlib.Path(options.images).rglob("*") if f.suffix.lower() in (".jpg", ".png"))
    for file in files[:: max(1, len(files) // 20)][:20]:
        image = Image.open(file).convert("RGB" if channels == 3 else "L").resize((size, size))
        yield numpy.asarray(image, numpy.float32).reshape(size, size, channels).transpose(2, 0, 1)[None]


def inputs(taken, raw):
    channels, size = taken.shape[1], taken.shape[2]
    random = numpy.random.default_rng(0)
    images = [random.uniform(0, 255, (1, channels, size, size)).astype(numpy.float32) for _ in range(NOISE)]
    if options.images:
        images += photos(size, channels)
    return images if raw else [(x / 255 - 0.5) / 0.25 for x in images]


def difference(output, found, wanted):
    found, wanted = (numpy.concatenate([each[output] for each in all]) for all in (found, wanted))
    if found.shape != wanted.shape:
        raise RuntimeError(f"an output of the shape {found.shape}, not {wanted.shape}")
    return float(numpy.abs(found - wanted).max() / max(wanted.std(), 1e-9))


def check(name):
    """Returns whether all engines compute the same."""
    session = onnxruntime.InferenceSession(name, providers=["CPUExecutionProvider"])
    taken = session.get_inputs()[0]
    about = session.get_modelmeta().custom_metadata_map
    given = inputs(taken, about.get("takes", "").startswith("values"))
    names = [output.name for output in session.get_outputs() if output.type == "tensor(float)"]
    wanted = [session.run(names, {taken.name: x}) for x in given]
    eight = b"QuantizeLinear" in pathlib.Path(name).read_bytes()
    sound = True
    for engine, opened in ENGINES.items():
        try:
            if engine.startswith("ONNX Runtime Web") and len(names) > 1:
                continue
            run = opened(name, names)
            found = run(given) if engine.startswith("ONNX Runtime Web") else [run(x) for x in given]
            off = max(difference(i, found, wanted) for i in range(len(names)))
            others = sum(f[-1].argmax() != w[-1].argmax() for f, w in zip(found, wanted))
            good = off <= TOLERANCE
            said = f"{off:.1e} | {others} of {len(given)}"
        except Exception as e:  # each engine has errors of its own
            good, said = False, "refused: " + " ".join(str(e).split())[:150] + " | "
        sound &= good or eight
        if not options.brief or not good:
            print(f"| {pathlib.Path(name).name} | {'int8' if eight else 'float'} | {engine} | {said} |", flush=True)
        if not eight:
            worst[engine] = max(worst.get(engine, 0), off if good else float("inf"))
    return sound


parser = argparse.ArgumentParser()
parser.add_argument("--images")
parser.add_argument("--web")
parser.add_argument("--brief", action="store_true", help="print what differs, and the largest difference of each engine")
parser.add_argument("files", nargs="+")
options = parser.parse_args()
ENGINES, worst = {}, {}
try:
    import cv2

    ENGINES["OpenCV " + cv2.__version__] = opencv
except ImportError:
    pass
try:
    import openvino

    ENGINES["OpenVINO " + openvino.__version__.split("-")[0]] = intel
except ImportError:
    pass
if options.web:
    about = json.loads((pathlib.Path(options.web) / "node_modules/onnxruntime-web/package.json").read_text())
    ENGINES["ONNX Runtime Web " + about["version"]] = web
print(f"ONNX Runtime {onnxruntime.__version__} on {platform.machine()}, compared with {', '.join(ENGINES) or 'nothing'}")
print("| file | numbers | engine | largest difference / deviation | other classes |\n|---|---|---|---|---|")
results = [check(name) for name in options.files]
for engine, off in worst.items():
    print(f"{engine}: at most {off:.1e} in {len(results)} files (of which those in floats count)")
raise SystemExit(not all(results))
