#!/usr/bin/env python3
"""Writes the files of TensorBoardTest with TensorBoard's own messages and its own framing, into a folder.

    pip install tensorboard
    tools/golden_tensorboard.py study/src/test/resources/io/narsil/study/tensorboard
"""
import os
import struct
import sys

from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import masked_crc32c
from tensorboard.plugins.hparams import api_pb2, metadata, plugin_data_pb2

NAN = float("nan")


def plugin(tag, **content):
    data = plugin_data_pb2.HParamsPluginData(**content).SerializeToString(deterministic=True)
    value = summary_pb2.Summary.Value(tag=tag, tensor=metadata.NULL_TENSOR)
    value.metadata.plugin_data.plugin_name = metadata.PLUGIN_NAME
    value.metadata.plugin_data.content = data
    return event_pb2.Event(summary=summary_pb2.Summary(value=[value]))


def scalar(seconds, step, tag, value):
    return event_pb2.Event(wall_time=seconds, step=step, summary=summary_pb2.Summary(value=[summary_pb2.Summary.Value(tag=tag, simple_value=value)]))


def write(path, *events):
    with open(path, "wb") as out:
        for event in [event_pb2.Event(file_version="brain.Event:2"), *events]:
            data = event.SerializeToString(deterministic=True)
            length = struct.pack("<Q", len(data))
            out.write(length + struct.pack("<I", masked_crc32c(length)) + data + struct.pack("<I", masked_crc32c(data)))


def begin(name, settings):
    start = plugin_data_pb2.SessionStartInfo(group_name=name)
    for key, value in settings.items():
        setattr(start.hparams[key], "string_value" if isinstance(value, str) else "number_value", value)
    return plugin(metadata.SESSION_START_INFO_TAG, session_start_info=start)


def end(status, seconds):
    return plugin(metadata.SESSION_END_INFO_TAG, session_end_info=plugin_data_pb2.SessionEndInfo(status=status, end_time_secs=seconds))


def info(name, values):
    numbers = not isinstance(values[0], str)
    made = api_pb2.HParamInfo(name=name, type=api_pb2.DATA_TYPE_FLOAT64 if numbers else api_pb2.DATA_TYPE_STRING, differs=len(values) > 1)
    if numbers:
        made.domain_interval.min_value, made.domain_interval.max_value = values[0], values[-1]
    else:
        made.domain_discrete.extend(values)
    return made


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    first, second = "trial-0000-round-small", "trial-0012-finalist-l_a_r__ge"
    write(os.path.join(folder, "first.tfevents"),
          begin(first, {"kind": "round", "round": 1, "budget": "small", "epochs": 2, "architecture.depth": 2, "recipe.optimizer": "sgd", "recipe.ema": "off"}),
          scalar(2, 1, "validation/score", 0.5), scalar(2, 1, "training/loss", 1.5), scalar(2, 1, "training/seconds", 2),
          scalar(5, 2, "validation/score", 0.75), scalar(5, 2, "training/loss", NAN), scalar(5, 2, "training/seconds", 3),
          scalar(5, 2, "predicted/score", 0.7), scalar(5, 2, "cost/multiply-adds", 1000), scalar(5, 2, "cost/parameters", 100),
          end(api_pb2.STATUS_SUCCESS, 5))
    write(os.path.join(folder, "second.tfevents"),
          begin(second, {"kind": "finalist", "budget": "l a/r..ge", "epochs": 3, "architecture.depth": 3, "recipe.optimizer": "rmsprop", "recipe.ema": "0.9"}),
          scalar(4, 1, "validation/score", 0.25), scalar(4, 1, "training/loss", 2), scalar(4, 1, "training/seconds", 4),
          scalar(4, 1, "test/score", 0.125), scalar(4, 1, "cost/multiply-adds", 2000), scalar(4, 1, "cost/parameters", 200), scalar(4, 1, "cost/milliseconds", 2.5),
          end(api_pb2.STATUS_FAILURE, 4))
    experiment = api_pb2.Experiment(
        hparam_infos=[info("architecture.depth", [2, 3]), info("budget", ["l a/r..ge", "small"]), info("epochs", [2, 3]), info("kind", ["finalist", "round"]),
                      info("recipe.ema", ["0.9", "off"]), info("recipe.optimizer", ["rmsprop", "sgd"]), info("round", [1])],
        metric_infos=[api_pb2.MetricInfo(name=api_pb2.MetricName(tag=tag), display_name=text) for tag, text in [
            ("validation/score", "score"), ("test/score", "test score"), ("predicted/score", "predicted score"), ("cost/multiply-adds", "multiply-adds"),
            ("cost/parameters", "parameters"), ("cost/milliseconds", "milliseconds")]])
    write(os.path.join(folder, "experiment.tfevents"), plugin(metadata.EXPERIMENT_TAG, experiment=experiment))


if __name__ == "__main__":
    main()
