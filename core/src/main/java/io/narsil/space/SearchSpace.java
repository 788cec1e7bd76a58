package io.narsil.space;

import io.narsil.network.Block;
import io.narsil.network.Network;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * All candidates that a search may propose.
 *
 * @param name as the file says
 * @param parameters what varies; a candidate has one gene for each, in this order
 * @param resolution of the networks, or null where they take the images' own
 * @param smallest the smallest images it is meant for, in pixels
 * @param largest the largest images it is meant for, in pixels
 * @param stages the rows of its networks; none for a space that describes a table
 * @param recipe the settings of the recipe by their names, fixed and varied
 */
public record SearchSpace(
        String name,
        List<Parameter> parameters,
        Setting resolution,
        int smallest,
        int largest,
        List<Stage> stages,
        Map<String, Setting> recipe) {

    public SearchSpace {
        parameters = List.copyOf(parameters);
        stages = List.copyOf(stages);
        recipe = Map.copyOf(recipe);
    }

    /** The canonical candidate of {@code genes}, one index per parameter. */
    public Candidate candidate(int[] genes) {
        if (genes.length != parameters.size()) {
            throw new IllegalArgumentException(genes.length + " genes for " + parameters.size() + " parameters");
        }
        for (int i = 0; i < genes.length; i++) {
            if (genes[i] < 0 || genes[i] >= parameters.get(i).size()) {
                throw new IllegalArgumentException(parameters.get(i).name() + " has no value number " + genes[i]);
            }
        }
        return new Candidate(this, canonical(genes));
    }

    /** The candidate with these values by name; an {@link IllegalArgumentException} where one is missing or unknown. */
    public Candidate candidate(Map<String, String> values) {
        int[] genes = new int[parameters.size()];
        for (int i = 0; i < genes.length; i++) {
            Parameter parameter = parameters.get(i);
            genes[i] = parameter.values().indexOf(values.get(parameter.name()));
            if (genes[i] < 0) {
                throw new IllegalArgumentException(
                        parameter.name() + " has no value \"" + values.get(parameter.name()) + "\"");
            }
        }
        return candidate(genes);
    }

    /** A candidate of uniformly drawn genes. */
    public Candidate random(RandomGenerator random) {
        int[] genes = new int[parameters.size()];
        for (int i = 0; i < genes.length; i++) {
            genes[i] = random.nextInt(parameters.get(i).size());
        }
        return candidate(genes);
    }

    /** The network that a candidate describes. */
    public Network network(Candidate candidate, Images images) {
        int[] genes = candidate.genes();
        List<Block> blocks = new ArrayList<>();
        for (Stage stage : stages) {
            blocks.addAll(stage.blocks(genes));
        }
        int size = resolution == null ? images.resolution() : resolution.integer(genes);
        return new Network(name + "-" + candidate.fingerprint(), images.channels(), size, images.classes(), blocks);
    }

    /** The recipe's settings of a candidate by name, fixed ones included, in alphabetical order. */
    public Map<String, String> recipe(Candidate candidate) {
        int[] genes = candidate.genes();
        Map<String, String> values = new LinkedHashMap<>();
        recipe.keySet().stream()
                .sorted()
                .forEach(key -> values.put(key, recipe.get(key).text(genes)));
        return values;
    }

    /** How many settings of one group there are: the product of the numbers of values. */
    public BigInteger size(Parameter.Group group) {
        return parameters.stream()
                .filter(p -> p.group() == group)
                .map(p -> BigInteger.valueOf(p.size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** Puts every architecture gene that no stage reads at its first value. */
    private int[] canonical(int[] genes) {
        int[] canonical = genes.clone();
        if (stages.isEmpty()) {
            return canonical;
        }
        boolean[] read = new boolean[genes.length];
        for (Stage stage : stages) {
            for (Setting setting : stage.read(genes)) {
                mark(setting, read);
            }
        }
        if (resolution != null) {
            mark(resolution, read);
        }
        for (int i = 0; i < genes.length; i++) {
            if (!read[i] && parameters.get(i).group() == Parameter.Group.ARCHITECTURE) {
                canonical[i] = 0;
            }
        }
        return canonical;
    }

    private static void mark(Setting setting, boolean[] read) {
        if (setting.index() >= 0) {
            read[setting.index()] = true;
        }
    }
}
