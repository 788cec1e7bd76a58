"""Narsil as seen from outside: its searches with what they came to, its problems, and its trainer (docs/worker-protocol.md)."""
import hashlib
import json
import os
import sqlite3
import subprocess
from pathlib import Path


def write_study(path, settings):
    """A study, with every value as JSON, which is YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["narsil: study/1"] + [f"{key}: {json.dumps(value)}" for key, value in settings.items()]
    path.write_text("\n".join(lines) + "\n")
    return path


class Lines:
    """A process that answers lines of JSON. It ends with its input, so that none is left behind."""

    def __init__(self, command, log):
        self.log = open(log, "ab")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True)

    def say(self, message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{' '.join(self.process.args)} ended; {self.log.name} says why")
        message = json.loads(line)
        if message["type"] in ("refused", "stopped"):
            raise SystemExit(f"{' '.join(self.process.args)}: {message['reason']}")
        return message

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()


class Problem(Lines):
    """What a study searches."""

    def __init__(self, narsil, study, folder):
        super().__init__([*narsil, "problem", str(study), "--out", str(folder)], folder.parent / "problem.log")
        self.told = self.hear()

    def ask(self, **question):
        self.say(question)
        answers = [self.hear()]
        while answers[-1]["type"] != "done":
            answers.append(self.hear())
        return answers[:-1]


class Trainer(Lines):
    """One training process. Every training is kept in a file as soon as it is over, and is never done twice."""

    def __init__(self, narsil, study, data, folder):
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__([*narsil, "worker", str(study)], folder / "worker.log")
        self.data, self.folder, self.kept = data, folder, {}
        self.file = folder / "trainings.jsonl"
        if self.file.exists():
            whole = self.file.read_text().rpartition("\n")[0]
            self.kept = {row["key"]: row for row in map(json.loads, filter(None, whole.split("\n")))}
            self.file.write_text(whole + "\n" if whole else "")
        self.hear()

    def train(self, candidate, seed, epochs, schedule, test=False):
        """Scores after each epoch, from the first on, the test score if it is wanted, and whether all went well.

        A longer training of the same candidate with the same seed goes on from where the shorter one ended.
        """
        name = json.dumps([candidate["architecture"], candidate["recipe"], seed, schedule], sort_keys=True)
        training = hashlib.sha256(name.encode()).hexdigest()[:16]
        key = f"{training} {epochs} {test}"
        if key not in self.kept:
            self.say({
                "type": "train", "trial": len(self.kept), "seed": seed, "architecture": candidate["architecture"],
                "recipe": candidate["recipe"], "data": self.data, "epochs": epochs, "schedule_epochs": schedule, "test": test,
                "checkpoint": str(self.folder / f"{training}.safetensors"),
            })
            row = {"key": key, "scores": []}
            while row.get("well") is None:
                said = self.hear()
                if said["type"] == "epoch":
                    row["scores"].append(said["score"])
                elif said["type"] in ("done", "failed"):
                    row.update(well=said["type"] == "done", test=said.get("test_score"), reason=said.get("reason", ""))
            self.kept[key] = row
            with open(self.file, "a") as out:
                out.write(json.dumps(row) + "\n")
                out.flush()
                os.fsync(out.fileno())
        return self.kept[key]

    def forget(self):
        """Deletes what trainings would go on from."""
        for checkpoint in self.folder.glob("*.safetensors"):
            checkpoint.unlink()


def search(narsil, study, run, workers):
    """Runs a search, or goes on with it."""
    command = [*narsil, "search", str(study), "--out", str(run), "--workers", str(workers), "--quiet"]
    if subprocess.run(command).returncode:
        raise SystemExit(f"{' '.join(command)} did not come to its end")


def came_to(run, budgets):
    """What a finished search came to: for each budget its member and its own best, and the scores in their order in time."""
    result = json.loads((run / "result.json").read_text())
    store = sqlite3.connect(f"file:{run / 'study.db'}?mode=ro", uri=True)
    store.row_factory = sqlite3.Row
    trials = {t["id"]: dict(t) for t in store.execute("SELECT * FROM trial")}
    scores = {}
    for row in store.execute("SELECT trial, epoch, score FROM epoch ORDER BY trial, epoch"):
        scores.setdefault(row["trial"], []).append(row["score"])
    store.close()
    passes, trace, told = 0, [], set()
    for line in (run / "events.jsonl").read_text().splitlines():
        event = json.loads(line)
        # Epochs of a shorter training that this one goes on with are told again.
        if event["event"] == "epoch_done" and (event["trial"], event["epoch"]) not in told:
            told.add((event["trial"], event["epoch"]))
            trial = trials[event["trial"]]
            if event["epoch"] > (trial.get("continues_after") or 0):
                passes += 1
                trace.append((passes, event["score"], fitting(json.loads(trial["cost"]), budgets)))
    members = {}
    for member in result["family"]:
        own = [t for t in trials.values() if t["kind"] == "finalist" and t["budget"] == member["budget"] and t["status"] == "done"]
        best = max(own, key=lambda t: scores[t["id"]][-1], default=None)
        members[member["budget"]] = {
            "validation": member["validation"], "test": member["test"], "trainings": sum(t.get("continues") is None for t in trials.values()),
            "own_validation": scores[best["id"]][-1] if best else None, "own_test": best["test_score"] if best else None,
        }
    return passes, members, trace


def fitting(cost, budgets):
    """The names of the budgets that a cost is within."""
    return [
        b["name"] for b in budgets
        if all(cost[m] <= limit for m, limit in b["limits"].items()) and all(cost[m] >= f for m, f in b["floors"].items())
    ]
