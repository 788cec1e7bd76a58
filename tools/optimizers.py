#!/usr/bin/env python3
"""Golden trajectories of the optimizers for OptimizerTest, from their published formulas in double precision.

    python3 tools/optimizers.py

SGD with momentum as in PyTorch's documentation (torch.optim.SGD, nesterov=False, dampening=0). RMSProp as in
TensorFlow's (tf.compat.v1.train.RMSPropOptimizer: mean square starts at 1, epsilon inside the root, the rate inside the
momentum), with decay 0.9, momentum 0.9, epsilon 0.001. The gradient of step t is w * (t + 1).
"""
import math

START = [1.0, -2.0, 0.5]
RATE = 0.1


def sgd(w, v, s, g):
    v = 0.9 * v + g
    return w - RATE * v, v, s


def rmsprop(w, v, s, g):
    s = 0.9 * s + 0.1 * g * g
    v = 0.9 * v + RATE * g / math.sqrt(s + 0.001)
    return w - v, v, s


for name, step in [("sgd", sgd), ("rmsprop", rmsprop)]:
    state = [(w, 0.0, 1.0) for w in START]
    for t in range(5):
        state = [step(w, v, s, w * (t + 1)) for w, v, s in state]
    print(name, [w for w, _, _ in state])
