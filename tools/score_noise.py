#!/usr/bin/env python3
"""How far chance moves the accuracy of a network, as a share of what so many images drawn at random would.

    tools/score_noise.py RUNS...

Reads all finished runs below the folders. Networks of a run were scored on validation images and on test images; how much the
difference of the two varies from network to network, beside the binomial's variance of both, is that share: most images are easy
or hard for every network, and move none of them ahead of another. docs/search.md has what it said.
"""
import collections
import json
import math
import sqlite3
import sys
from pathlib import Path

LEAST_IMAGES, LEAST_NETWORKS = 500, 3
QUERY = """select t.test_score, (select e.score from epoch e where e.study = t.study and e.trial = t.id order by e.epoch desc limit 1)
from trial t where t.status = 'done' and t.test_score is not null group by t.fingerprint"""


def scores(run):
    """Validation and test accuracies of the networks of a run, and the numbers of images."""
    result = json.loads((run / "result.json").read_text())
    if result.get("score", "accuracy") != "accuracy":
        return [], 0, 0
    connection = sqlite3.connect(f"file:{run / 'study.db'}?mode=ro&immutable=1", uri=True)
    pairs = [(float(v), float(t)) for t, v in connection.execute(QUERY) if v is not None and math.isfinite(float(t))]
    classes = result["classes"]
    return pairs, sum(c["validation"] for c in classes), sum(c["test"] for c in classes)


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    sums, seen = collections.defaultdict(lambda: [0, 0.0, 0.0, 0]), set()
    for folder in sys.argv[1:]:
        for file in sorted(Path(folder).rglob("result.json")):
            try:
                pairs, validation, test = scores(file.parent)
            except (OSError, LookupError, RecursionError, AttributeError, TypeError, ValueError, sqlite3.Error) as fault:
                print(f"{file.parent}: left out ({fault})", file=sys.stderr)
                continue
            if tuple(pairs) in seen or len(pairs) < LEAST_NETWORKS or min(validation, test) < LEAST_IMAGES:
                continue
            # Copies of a run count once.
            seen.add(tuple(pairs))
            apart = [v - t for v, t in pairs]
            mean = sum(apart) / len(apart)
            accuracy = sum(t for _, t in pairs) / len(pairs)
            binomial = accuracy * (1 - accuracy) * (1 / validation + 1 / test)
            one = sums[validation, test]
            one[0] += len(pairs) - 1
            one[1] += sum((a - mean) ** 2 for a in apart) / binomial
            one[2] += (len(pairs) - 1) * accuracy
            one[3] += 1
    for (validation, test), (free, share, accuracy, runs) in sorted(sums.items()):
        print(
            f"{validation:,} and {test:,} images, {runs} runs, {free} networks beyond one a run, accuracy {accuracy / free:.3f}:"
            f" share {share / free:.2f} +- {share / free * math.sqrt(2 / free):.2f}"
        )


if __name__ == "__main__":
    main()
