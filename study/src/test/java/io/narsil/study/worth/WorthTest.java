package io.narsil.study.worth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.random.Seeds;
import io.narsil.search.Pool;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SpaceFile;
import io.narsil.study.StudyFile;
import io.narsil.study.Tiny;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.predictor.PredictorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorthTest {
    private static final String KNOWN = "learning_rate";

    private static GaussianPredictor predictor(int trials, ToDoubleFunction<Candidate> score) {
        Pool pool = Pool.build(Tiny.PLAN.budgets(), Tiny.PROBLEM.costs(), trials, new Seeds(3));
        GaussianPredictor predictor = new GaussianPredictor(Tiny.PROBLEM);
        predictor.pretrain(pool.all());
        predictor.fit(pool.all().stream()
                .map(c -> new Observation(c, score.applyAsDouble(c)))
                .toList());
        return predictor;
    }

    /** A score that the rate of learning moves by up to 0.06, and chance by 0.005. */
    private static double rated(Candidate candidate, RandomGenerator random) {
        Parameter parameter = Tiny.PROBLEM.space().parameters().stream()
                .filter(p -> p.name().equals(KNOWN))
                .findFirst()
                .orElseThrow();
        int place = parameter.values().indexOf(candidate.values().get(KNOWN));
        return 0.7 + 0.06 * place / (parameter.size() - 1) + 0.005 * random.nextGaussian();
    }

    private static Worth rated(int trials) {
        RandomGenerator random = new Seeds(4).stream("noise", 0);
        return Worth.of(Tiny.PROBLEM, predictor(trials, c -> rated(c, random)), Tiny.PLAN.budgets());
    }

    @Test
    void whatMovesTheScoreIsFound() {
        Worth worth = rated(48);
        assertThat(worth.known()).isTrue();
        assertThat(worth.trials()).isEqualTo(48);
        assertThat(worth.explained()).isBetween(0.8, 1.0);
        ParameterWorth first = worth.parameters().get(0);
        assertThat(first.parameter()).isEqualTo(KNOWN);
        assertThat(first.recipe()).isTrue();
        assertThat(first.share()).as("seeds 3 and 4").isGreaterThan(0.8);
        assertThat(first.gain()).isCloseTo(0.06, within(0.01));
        assertThat(worth.parameters()).extracting(ParameterWorth::recipe).contains(false);
        double all =
                worth.parameters().stream().mapToDouble(ParameterWorth::share).sum() + worth.together();
        assertThat(all).isCloseTo(1, within(0.1));
    }

    @Test
    void theSameTrialsGiveTheSameBits() {
        assertThat(rated(24)).isEqualTo(rated(24));
    }

    @Test
    void ofFewTrialsAndOfNoiseNothingIsShown() {
        assertThat(rated(10).known()).isFalse();
        assertThat(rated(10).parameters()).isEmpty();
        RandomGenerator random = new Seeds(5).stream("noise", 0);
        Worth noise =
                Worth.of(Tiny.PROBLEM, predictor(48, c -> 0.7 + 0.01 * random.nextGaussian()), Tiny.PLAN.budgets());
        assertThat(noise.known()).as("seed 5").isFalse();
        assertThat(noise.judged()).isEqualTo(48);
        assertThat(noise.parameters()).isEmpty();
    }

    @Test
    void aRunIsAskedByItsFilesWhetherItIsOverOrNot(@TempDir Path folder) throws Exception {
        RunFolder run = new RunFolder(folder);
        assertThatThrownBy(() -> Worth.of(run))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("past its first round");
        RandomGenerator random = new Seeds(4).stream("noise", 0);
        GaussianPredictor predictor = predictor(24, c -> rated(c, random));
        String space = SpaceFile.shippedText("fbnetv3-small");
        WholeFile.write(run.space(), space);
        WholeFile.write(run.study(), StudyFile.write(Tiny.study()));
        PredictorFile.write(run.predictor(), predictor.state(), Tiny.PROBLEM, space);
        assertThat(Worth.of(run)).isEqualTo(Worth.of(Tiny.PROBLEM, predictor, Tiny.PLAN.budgets()));
        byte[] bytes = Files.readAllBytes(run.predictor());
        bytes[bytes.length - 5] ^= 1;
        Files.write(run.predictor(), bytes);
        assertThatThrownBy(() -> Worth.of(run))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("damaged");
    }
}
