#!/usr/bin/env python3
"""Golden values of scores and weighted losses of classes, from scikit-learn, SciPy and PyTorch.

    pip install torch scikit-learn && python3 tools/class_scores.py

ConfusionTest and IntervalTest take the scores, ClassWeightsTest the losses.
"""
import torch
from scipy.stats import binomtest
from sklearn.metrics import balanced_accuracy_score, f1_score
from torch.nn.functional import cross_entropy, log_softmax, softmax

truth = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2]
answers = [0, 0, 0, 0, 0, 1, 3, 1, 0, 1, 2, 0]
print("balanced accuracy", balanced_accuracy_score(truth, answers))
print("macro F1", f1_score(truth, answers, average="macro", zero_division=0))
for hits, count in (98, 100), (6, 6), (0, 40), (5000, 10000):
    interval = binomtest(hits, count).proportion_ci(method="wilson")
    print("Wilson", hits, "of", count, interval.low, interval.high)

logits = torch.tensor([[1, -0.5, 2], [0.25, 0.5, -1]], dtype=torch.double)
teacher = -logits
labels, partners = torch.tensor([2, 0]), torch.tensor([0, 2])
weight = torch.tensor([0.5, 1, 3], dtype=torch.double)
print("weighted", cross_entropy(logits, labels, weight=weight).item())


def smoothed(targets):
    each = cross_entropy(logits, targets, reduction="none", label_smoothing=0.1)
    return (each * weight[targets]).sum() / weight[targets].sum()


print("weighted and smoothed", smoothed(labels).item())
print("weighted, smoothed and mixed", (0.75 * smoothed(labels) + 0.25 * smoothed(partners)).item())
images = 0.75 * weight[labels] + 0.25 * weight[partners]
each = -(softmax(teacher, 1) * log_softmax(logits, 1)).sum(1)
print("weighted and distilled", ((each * images).sum() / images.sum()).item())
