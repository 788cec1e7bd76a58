#!/usr/bin/env python3
"""How long the usual Python tool takes to count one network: fvcore on the built timm model.

    pip install torch timm fvcore
    python3 tools/count_costs.py
"""
import logging
import statistics
import time

import timm
import torch
from fvcore.nn import FlopCountAnalysis, parameter_count

logging.disable(logging.WARNING)
torch.set_num_threads(1)
times, built = [], []
for _ in range(7):
    start = time.perf_counter()
    model = timm.create_model("fbnetv3_b", pretrained=False).eval()
    built.append(time.perf_counter() - start)
    start = time.perf_counter()
    flops = FlopCountAnalysis(model, torch.zeros(1, 3, 224, 224)).unsupported_ops_warnings(False).total()
    parameter_count(model)
    times.append(time.perf_counter() - start)
print(f"build {statistics.median(built):.3f} s, count {statistics.median(times):.3f} s "
      f"(median of 7; {min(times):.3f} to {max(times):.3f}), {flops:,} multiply-adds as fvcore counts them")
