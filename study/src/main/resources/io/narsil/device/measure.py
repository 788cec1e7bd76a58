"""Times the networks of this folder with ONNX Runtime and writes results.json, for "narsil device import".

Needs Python 3.8 or later and: pip install onnxruntime (or a build of it for this device). Usage:
  python3 measure.py [--threads N]
Nothing else should run meanwhile. Networks are timed in groups, turn by turn, beside one that is in every group: a group
in which that one is slow is timed again.
"""
import argparse, json, os, pathlib, platform, statistics, sys, time

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # from 1.29 on it would report to its makers
import numpy, onnxruntime

GROUP, TURNS, TRIES, STEADY, SHORTEST_TURN, MOST_RUNS = 15, 9, 4, 1.04, 0.002, 20


def session(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    made = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    taken = made.get_inputs()[0]
    feed = {taken.name: numpy.zeros([1] + taken.shape[1:], numpy.float32)}
    return lambda: made.run(None, feed)


def seconds(run, runs):
    run()  # the caches are another network's
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def group(sessions):
    first = [min(seconds(s, 1) for _ in range(3)) for s in sessions]
    runs = [max(1, min(MOST_RUNS, int(SHORTEST_TURN / t) + 1)) for t in first]
    best, disturbed = [None] * len(sessions), range(len(sessions))
    for _ in range(TRIES):
        turns = {m: [] for m in disturbed}
        for _ in range(TURNS):
            for m in disturbed:
                turns[m].append(seconds(sessions[m], runs[m]))
        for m, times in turns.items():
            now = sorted(times)
            best[m] = now if best[m] is None or now[TURNS // 2] < best[m][TURNS // 2] else best[m]
        disturbed = [m for m in disturbed if best[m][TURNS // 2] > 1.05 * best[m][TURNS // 10]]
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    threads = parser.parse_args().threads
    folder = pathlib.Path(__file__).resolve().parent
    kit = json.loads((folder / "kit.json").read_text())
    names, results, fastest, slowest = kit["networks"], {}, float("inf"), 0
    for start in range(0, len(names), GROUP):
        part = names[start : start + GROUP]
        sessions = [session(folder / (n + ".onnx"), threads) for n in [kit["reference"]] + part]
        best = None
        for _ in range(TRIES):
            times = group(sessions)
            now = times[0][TURNS // 2]
            if best is None or now < best[0][TURNS // 2]:
                best = times
            fastest = min(fastest, now)
            if now <= STEADY * fastest:
                break
        slowest = max(slowest, best[0][TURNS // 2])
        for name, t in zip(part, best[1:]):
            results[name] = [1000 * t[TURNS // 2], 1000 * t[TURNS // 10], 1000 * t[(TURNS - 1) * 9 // 10]]
        print(f"\r{min(start + GROUP, len(names))} of {len(names)} networks", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    device = platform.processor() or platform.machine()
    if pathlib.Path("/proc/cpuinfo").exists():
        models = [l.split(":", 1)[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")]
        device = models[0] if models else device
    written = {
        "narsil": "results/1", "kit": kit["id"], "device": device, "runtime": "ONNX Runtime " + onnxruntime.__version__,
        "threads": threads, "drift": slowest / fastest, "milliseconds": results,
    }
    (folder / "results.json").write_text(json.dumps(written, indent=2) + "\n")
    print("written to", folder / "results.json")


main()
