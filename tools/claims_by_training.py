#!/usr/bin/env python3
"""Two of the paper's claims on real training: fewer multiply-adds at equal accuracy, and a searched recipe that carries over.

    pip install pyyaml matplotlib pillow
    tools/claims_by_training.py --data cifar --source cifar10 --costs 0.4,0.7,1.3,2.3,4 --final 12 --batch 12 --work claims --picture docs/claims.svg

Three published shapes, scaled to five costs each, are trained with the recipe they were published with, scaled to the length of
the training, and with the recipe that a search found on another network: recipes alone were searched there. Narsil's family for the same
five costs is trained as long, and so is what is made by hand beside it. Stopped at any time, the same command goes on. docs/claims.md
has what came.
"""
import argparse
import json
import os
import shlex
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from prove import claims, images, narsil, shapes

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "core/src/main/resources/io/narsil"
SIZE = {"fashion": (28, 10), "cifar": (32, 10)}


def limit(macs):
    return f"{macs / 1e6:g}M"


def family(given, seed):
    """Narsil's search of architecture and recipe, for all costs at once."""
    study = {
        "name": "family", "data": given.images, "space": "mobilenet", "budgets": {limit(m): {"macs": limit(m)} for m in given.costs},
        "rounds": 3, "batch": given.batch, "epochs": max(1, given.final // 3), "final_epochs": given.final, "seed": seed,
    }
    return searched(given, study, Path(given.work, f"family-{seed}"))


def recipe_alone(given, seed, network):
    """A search of recipes for one network; the recipe of its member."""
    folder = Path(given.work, f"recipe-{seed}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.yaml").write_text(json.dumps(network))  # JSON is YAML
    macs = shapes.multiply_adds(given.command, network, given.work)
    study = {
        "name": "recipe", "data": given.images, "space": "recipes(network.yaml)", "budgets": {"all": {"macs": macs}}, "rounds": 3,
        "batch": given.recipes, "epochs": max(1, given.final // 3), "final_epochs": given.final, "by_hand": "off", "seed": seed,
    }
    run = searched(given, study, folder)
    return yaml.safe_load((run / "models/all/recipe.yaml").read_text())


def searched(given, study, folder):
    narsil.search(given.command, narsil.write_study(folder / "study.yaml", study), folder / "run", given.workers)
    return folder / "run"


def taken_by_hand(given, run, budget):
    """The network that a person takes within a budget, which stands in no list of published ones."""
    with narsil.Problem(given.command, run.parent / "study.yaml", run.parent / "problem") as problem:
        return problem.ask(type="by_hand", budget=budget)[0]["architecture"]


def text(recipe):
    """A recipe as the worker protocol has it: every setting by name, as text."""
    def said(value):
        if isinstance(value, bool):
            return "on" if value else "off"
        return format(value, "f").rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

    return {key: said(value) for key, value in recipe.items() if key != "narsil"}


def trained(given, seed, jobs):
    """Test accuracies of networks with recipes, as many at a time as there are workers. A job is (name, architecture, recipe)."""
    shares = [jobs[i::given.workers] for i in range(given.workers)]

    def share(index):
        with narsil.Trainer(given.command, given.study, given.decoded, Path(given.work, f"trained-{index}")) as trainer:
            told = {}
            for name, network, recipe in shares[index]:
                row = trainer.train({"architecture": network, "recipe": text(recipe)}, seed, given.final, given.final, test=True)
                print(f"{name}: {100 * row['test']:.2f} %" if row["well"] else f"{name}: {row['reason']}", flush=True)
                told[name] = row.get("test") if row["well"] else None
            trainer.forget()
            return told

    with ThreadPoolExecutor(given.workers) as pool:
        return {name: test for told in pool.map(share, range(given.workers)) for name, test in told.items()}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", choices=sorted(SIZE), default="cifar")
    options.add_argument("--source", required=True, help="the images, as for prove_search.py")
    options.add_argument("--final", type=int, default=16, help="epochs of every network that is compared")
    options.add_argument("--costs", default="0.4,0.8,1.6,3.2,6.4", help="millions of multiply-adds")
    options.add_argument("--batch", type=int, default=15, help="candidates a round of the search of a family")
    options.add_argument("--recipes", type=int, default=8, help="candidates a round of the search of a recipe")
    options.add_argument("--seeds", default="1")
    options.add_argument("--train", type=int, default=10_000)
    options.add_argument("--validation", type=int, default=2_000)
    options.add_argument("--test", type=int, default=0, help="images for the end; all others by default")
    options.add_argument("--workers", type=int, default=os.cpu_count())
    options.add_argument("--narsil", default=str(ROOT / "narsil"), help="command that starts Narsil")
    options.add_argument("--work", default="claims", help="folder for everything")
    options.add_argument("--picture", help="SVG or PNG file of accuracy against multiply-adds")
    given = options.parse_args()
    given.work, given.command = Path(given.work).resolve(), shlex.split(given.narsil)
    given.costs = [round(float(c) * 1e6) for c in given.costs.split(",")]
    given.images = images.prepared(given.data, given.source, given.work, given.train, given.validation, given.test)
    pixels, classes = SIZE[given.data]
    zoo = {name: yaml.safe_load((RESOURCES / f"zoo/{name}.yaml").read_text()) for name in shapes.SPARED}
    scaled = shapes.all_of(given.command, zoo, given.costs, pixels, classes, given.work)
    published = shapes.recipes(given.final, given.train // 64 * given.final)
    rows = []
    for seed in map(int, given.seeds.split(",")):
        run = family(given, seed)
        result = json.loads((run / "result.json").read_text())
        given.study, given.decoded = run.parent / "study.yaml", str(run / "images.safetensors")
        middle = limit(given.costs[len(given.costs) // 2])
        recipe = recipe_alone(given, seed, taken_by_hand(given, run, middle))
        jobs = []
        for name, copies in scaled.items():
            for macs, (network, _) in copies.items():
                jobs += [((name, "published", macs), network, published[name]), ((name, "searched", macs), network, recipe)]
        jobs.sort(key=lambda job: -job[0][2])
        tests = trained(given, seed, jobs)
        rows += claims.rows(seed, scaled, tests, result)
    claims.tables(rows)
    if given.picture:
        claims.picture(rows, given.picture)


if __name__ == "__main__":
    main()
