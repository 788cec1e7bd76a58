"""Ways to spend passes over the training images on one budget without Narsil's search: by chance, by Optuna, by hand.

Each is a function of a Spending, and trains with it until not even one whole training is left. Of all that was trained to the
end the best by the validation images is chosen; it alone sees the test images.
"""
import math
import random
from decimal import Decimal


class Diverged(Exception):
    """A training that failed. Its passes are spent."""


class Spending:
    """The passes of one budget."""

    def __init__(self, problem, trainer, budget, passes, final, seed):
        self.problem, self.trainer, self.budget, self.left, self.final, self.seed = problem, trainer, budget, passes, final, seed
        self.spent, self.had, self.finished, self.trace = 0, {}, [], []

    def train(self, candidate, number, epochs=None):
        """The scores of a training up to an epoch, of which those that are new are paid for."""
        seed = random.Random(f"{self.seed} {self.budget} {number}").getrandbits(62)
        row = self.trainer.train(candidate, seed, epochs or self.final, self.final)
        for score in row["scores"][self.had.get(number, 0):]:
            self.spent, self.left = self.spent + 1, self.left - 1
            self.trace.append((self.spent, score))
        self.had[number] = len(row["scores"])
        if not row["well"]:
            raise Diverged
        if len(row["scores"]) == self.final:
            self.finished.append((row["scores"][-1], -number, candidate, seed))
        return row["scores"]

    def chosen(self):
        """Validation and test score of the best; the first of equals."""
        if not self.finished:
            raise SystemExit(f"{self.budget}: no training came to its end; see {self.trainer.file}")
        validation, _, candidate, seed = max(self.finished, key=lambda f: f[:2])
        return validation, self.trainer.train(candidate, seed, self.final, self.final, test=True)["test"]

    def whole(self):
        return self.left >= self.final


def by_chance(spending):
    """Candidates within the budget, each trained to the end."""
    pool = spending.problem.ask(type="draw", budget=spending.budget, count=2000, seed=spending.seed)
    random.Random(f"{spending.seed} {spending.budget}").shuffle(pool)
    for number, candidate in enumerate(pool):
        if not spending.whole():
            return
        try:
            spending.train(candidate, number)
        except Diverged:
            pass


def by_optuna(spending, first=(), most=20_000):
    """Optuna's TPE with its Hyperband pruner, as they are by default.

    The budget is a constraint, which is how Optuna is told of one: what exceeds it is never trained and costs no passes, and the
    sampler learns from it. Numbers are integers by their place in the list of values, all else is a category. What is in `first`
    is tried before anything that Optuna proposes.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    parameters = spending.problem.told["parameters"]
    ordered = {p["name"] for p in parameters if p["numeric"] and len(p["values"]) > 2}
    listed = {p["name"]: p["values"] for p in parameters}
    limits = next(b for b in spending.problem.told["budgets"] if b["name"] == spending.budget)
    pruner = optuna.pruners.HyperbandPruner(max_resource=spending.final)
    sampler = optuna.samplers.TPESampler(seed=int(random.Random(f"{spending.seed} {spending.budget}").getrandbits(31)))
    study = optuna.create_study(direction="maximize", sampler=sampler, pruner=pruner)
    for candidate in first:
        study.enqueue_trial({n: listed[n].index(v) if n in ordered else v for n, v in candidate["values"].items()})
    # Nobody is pruned between these epochs; the worker trains from one to the next at a time.
    rungs = [3**i for i in range(20) if 3**i < spending.final] + [spending.final]
    halfway = []
    for number in range(most):
        if not spending.whole():
            break
        trial = study.ask()
        values = {
            n: v[trial.suggest_int(n, 0, len(v) - 1)] if n in ordered else trial.suggest_categorical(n, v) for n, v in listed.items()
        }
        candidate = spending.problem.ask(type="candidate", values=values)[0]
        excess = sum(over(candidate["cost"][m], limit) for m, limit in limits["limits"].items())
        excess += sum(over(floor, candidate["cost"][m]) for m, floor in limits["floors"].items())
        trial.set_constraint("budget", excess)
        if excess > 0:
            study.tell(trial, state=optuna.trial.TrialState.PRUNED)
            continue
        try:
            study.tell(trial, rung_by_rung(spending, trial, candidate, rungs))
        except optuna.TrialPruned:
            study.tell(trial, state=optuna.trial.TrialState.PRUNED)
            halfway.append((trial.number, candidate, spending.had[trial.number]))
        except Diverged:
            study.tell(trial, state=optuna.trial.TrialState.FAIL)
    if not spending.finished and halfway:
        # So few passes that nobody came to the end: the one that came farthest does.
        number, candidate, _ = max(halfway, key=lambda h: (h[2], -h[0]))
        spending.train(candidate, number)


def by_optuna_told(spending):
    """The same, told of a person's first try: in a space that holds it, this network and recipe are its first trial."""
    space = spending.problem.told["space"]
    first = [c for c in spending.problem.ask(type="by_hand", budget=spending.budget) if c["space"] == space]
    if not first:
        raise SystemExit(f"the space {space} does not hold what a person would take: told-mobilenet has one that does")
    by_optuna(spending, first)


def rung_by_rung(spending, trial, candidate, rungs):
    import optuna

    told = 0
    for epochs in rungs:
        scores = spending.train(candidate, trial.number, epochs)
        for score in scores[told:]:
            told += 1
            trial.report(score, told)
        if epochs < spending.final and trial.should_prune():
            raise optuna.TrialPruned
    return scores[-1]


def over(value, limit):
    return max(0.0, math.log(max(1, value) / max(1, limit)))


def first_by_hand(spending):
    """Both standard shapes at their largest and nothing else, whatever passes are left: a person's first try."""
    best, number = None, 0
    shapes = spending.problem.ask(type="by_hand", budget=spending.budget)
    if not shapes:
        raise SystemExit(f"no standard shape fits the budget {spending.budget}")
    for candidate in shapes:
        if spending.whole():
            best, number = tried(spending, candidate, number, best)
    return best, number


def by_hand(spending):
    """What a person does with the same passes: both standard shapes, then one change of the better one's recipe at a time.

    A change that is better by the validation images stays. The list is fixed before anything is trained.
    """
    best, number = first_by_hand(spending)
    while spending.whole() and best:
        for change in CHANGES:
            if spending.whole():
                recipe = dict(best[1]["recipe"])
                changed = {**recipe, **change(recipe)}
                if changed != recipe:
                    best, number = tried(spending, {**best[1], "recipe": changed}, number, best)
        if spending.whole():
            # The same once more from other random weights, as a person does with time to spare.
            best, number = tried(spending, best[1], number, best)


def tried(spending, candidate, number, best):
    try:
        score = spending.train(candidate, number)[-1]
    except Diverged:
        return best, number + 1
    return (score, candidate) if best is None or score > best[0] else best, number + 1


def times(key, factor):
    return lambda recipe: {key: format((Decimal(recipe[key]) * Decimal(factor)).normalize(), "f")}


def plus(key, step, most):
    return lambda recipe: {key: format(min(Decimal(recipe[key]) + Decimal(step), Decimal(most)).normalize(), "f")}


CHANGES = [
    times("learning_rate", "2"),
    times("learning_rate", "0.5"),
    times("weight_decay", "2"),
    times("weight_decay", "0.4"),
    plus("crop", "1", "4"),
    lambda recipe: {"ema": "on", "ema_decay": "0.998"},
    plus("mixup", "0.1", "0.2"),
    lambda recipe: {"label_smoothing": "0"},
    plus("dropout", "0.1", "0.2"),
]

METHODS = {"random": by_chance, "optuna": by_optuna, "told": by_optuna_told, "first": first_by_hand, "hand": by_hand}
