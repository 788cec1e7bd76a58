#!/usr/bin/env python3
"""Reads a folder that narsil trials wrote for TensorBoard with TensorBoard's own readers, and holds it against the same trials as JSON Lines.

    pip install tensorboard
    narsil trials RUN --tensorboard board && narsil trials RUN --jsonl > trials.jsonl
    tools/check_tensorboard.py board trials.jsonl
"""
import json
import math
import os
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata


def read(folder):
    events = EventAccumulator(folder, size_guidance={"scalars": 0, "tensors": 0})
    events.Reload()
    return events, events.PluginTagToContent(metadata.PLUGIN_NAME)


def same(a, b):
    return abs(a - b) <= 1e-6 * max(1, abs(b)) if math.isfinite(a) and b is not None and math.isfinite(b) else not math.isfinite(a) and not (b is not None and math.isfinite(b))


def check(condition, what):
    if not condition:
        sys.exit("differs: " + what)


def main():
    folder, lines = sys.argv[1:]
    trials = {t["trial"]: t for t in map(json.loads, open(lines, encoding="utf-8")) if t["scores"]}
    names = sorted(n for n in os.listdir(folder) if os.path.isdir(os.path.join(folder, n)))
    check(sorted(int(n.split("-")[1]) for n in names) == sorted(trials), "which trials there are")
    experiment = metadata.parse_experiment_plugin_data(read(folder)[1][metadata.EXPERIMENT_TAG])
    kinds = {i.name: i.type for i in experiment.hparam_infos}
    values = 0
    for name in names:
        events, plugin = read(os.path.join(folder, name))
        trial = trials[int(name.split("-")[1])]
        for tag, column in (("validation/score", "scores"), ("training/loss", "losses")):
            found = events.Scalars(tag)
            check([e.step for e in found] == list(range(1, len(trial[column]) + 1)) and all(map(same, [e.value for e in found], trial[column])), f"{tag} of {name}")
            values += len(found)
        for tag, column in (("test/score", "test_score"), ("predicted/score", "predicted"), ("cost/multiply-adds", "macs"), ("cost/parameters", "params")):
            found = [e.value for e in events.Scalars(tag)] if tag in events.Tags()["scalars"] else []
            check(len(found) == (trial[column] is not None) and all(same(v, trial[column]) for v in found), f"{tag} of {name}")
        start = metadata.parse_session_start_info_plugin_data(plugin[metadata.SESSION_START_INFO_TAG])
        settings = {k: v for k, v in trial.items() if k in kinds and v is not None}
        check(set(start.hparams) == set(settings), f"settings of {name}")
        for key, value in start.hparams.items():
            check(same(value.number_value, float(settings[key])) if kinds[key] == 3 else value.string_value == str(settings[key]), f"{key} of {name}")
            values += 1
        over = trial["status"] not in ("chosen", "running")
        check((metadata.SESSION_END_INFO_TAG in plugin) == over, f"the end of {name}")
    print(f"{len(names)} trials, {values} values: the same")


if __name__ == "__main__":
    main()
