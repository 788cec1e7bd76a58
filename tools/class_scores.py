#!/usr/bin/env python3
"""Golden values of scores and weighted losses of classes, from scikit-learn, SciPy and PyTorch.

    pip install torch scikit-learn && python3 tools/class_scores.py

ConfusionTest and AnswersTest take the scores, ClassWeightsTest the losses.
"""
import numpy
import torch
from scipy.stats import binomtest
from sklearn.metrics import balanced_accuracy_score, f1_score, log_loss, precision_score, top_k_accuracy_score
from torch.nn.functional import cross_entropy, log_softmax, softmax

truth = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2]
answers = [0, 0, 0, 0, 0, 1, 3, 1, 0, 1, 2, 0]
print("balanced accuracy", balanced_accuracy_score(truth, answers))
print("macro F1", f1_score(truth, answers, average="macro", zero_division=0))
print("precision", precision_score(truth, answers, average=None, labels=[0, 1, 2, 3], zero_division=0).tolist())
# 40 images of 12 classes: logits that AnswersTest computes in the same way.
image, label = numpy.mgrid[0:40, 0:12]
given = (image * image + 3 * image) % 12
scores = (37 * image + 11 * label + 5 * image * label) % 101 / 20
scores[label == given] += 2
each = numpy.exp(scores) / numpy.exp(scores).sum(1, keepdims=True)
known = range(12)
print("top 1", top_k_accuracy_score(given[:, 0], each, k=1, labels=known))
print("top 5", top_k_accuracy_score(given[:, 0], each, k=5, labels=known))
print("cross-entropy", log_loss(given[:, 0], each, labels=known))
wrong = numpy.where(each.argmax(1) != given[:, 0])[0]
for i in wrong[numpy.argsort(-each[wrong].max(1), kind="stable")][:3]:
    print("surely wrong", i, given[i, 0], each[i].argmax(), each[i].max())
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
