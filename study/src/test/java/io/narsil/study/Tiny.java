package io.narsil.study;

import io.narsil.data.DataSet;
import io.narsil.data.DataSpec;
import io.narsil.data.ImageSet;
import io.narsil.network.Architecture;
import io.narsil.network.WeightShapes;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A study of small images, and what belongs to it, for tests. */
public final class Tiny {
    /** Grey images of 24 pixels in two classes, and a shipped space. */
    public static final Problem PROBLEM = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 24, 2));

    /** Two budgets, of which the smaller comes first. */
    public static final SearchPlan PLAN = SearchPlan.of(List.of(
                    new Budget("small", Map.of(Measure.MACS, 600_000L)),
                    new Budget("large", Map.of(Measure.MACS, 1_500_000L))))
            .pool(60)
            .rounds(2)
            .batch(4)
            .epochs(2)
            .finalEpochs(3)
            .seed(7)
            .build();

    private static final int IMAGES = 12;

    private Tiny() {}

    /** A study with that plan. */
    public static Study study() {
        return Study.of("tiny", DataSpec.builtIn("fashion"), PLAN)
                .space(Study.Space.shipped("fbnetv3-small"))
                .workers(1)
                .build();
    }

    /** A study whose budgets limit latency. */
    public static StudyBuilder latencyStudy() {
        Budget quick = new Budget("quick", Map.of(Measure.LATENCY, 1_000_000L));
        return Study.of(
                        "tiny",
                        DataSpec.builtIn("fashion"),
                        SearchPlan.of(List.of(quick)).build())
                .space(Study.Space.shipped("fbnetv3-small"));
    }

    /** A candidate of the space; the same one for the same number. */
    public static Candidate candidate(int number) {
        return PROBLEM.space().random(new Seeds(1).stream("candidate", number));
    }

    /** A trial of {@link #candidate} with as many epochs as its kind has in the plan. */
    public static Trial trial(int id, Trial.Kind kind, String budget) {
        int epochs = kind == Trial.Kind.ROUND ? PLAN.epochs() : PLAN.finalEpochs();
        return new Trial(id, kind, 0, budget, candidate(id), epochs, epochs);
    }

    /** Images of noise, of two classes. */
    public static DataSet data() {
        byte[] pixels = new byte[IMAGES * 24 * 24];
        new Seeds(1).stream("images", 0).nextBytes(pixels);
        int[] labels = new int[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = i % 2;
        }
        ImageSet set = new ImageSet(ByteBuffer.wrap(pixels), labels, 1, 24);
        return DataSet.of("noise", List.of("cat", "dog"), set, set, set);
    }

    /** Writes random weights of a network, and makes the folder where it is missing. */
    public static void weights(Path file, Architecture network) throws IOException {
        RandomGenerator random = new Seeds(1).stream("weights", 0);
        List<TensorEntry> entries = new ArrayList<>();
        WeightShapes.of(network).forEach((name, shape) -> {
            long[] sizes = shape.stream().mapToLong(n -> n).toArray();
            float[] values = new float[Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact))];
            for (int i = 0; i < values.length; i++) {
                // Variances among them must be positive.
                values[i] = 0.1f + random.nextFloat();
            }
            entries.add(TensorEntry.of(name, values, sizes));
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Safetensors.write(file, entries, Map.of());
    }
}
