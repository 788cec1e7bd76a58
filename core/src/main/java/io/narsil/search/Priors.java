package io.narsil.search;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What a user believes of the values of a space's parameters, as probabilities. A belief guides a search, and never binds it:
 * half of what is drawn does not follow it, and what it takes from a candidate fades.
 */
public final class Priors {
    /** Nothing is believed. */
    public static final Priors NONE = new Priors(new double[0][]);

    /** The probability of the value that is believed in. */
    private static final double BELIEVED = 0.7;
    /** The ratio of the probabilities of a number and of the one before it, away from that which is believed in. */
    private static final double FARTHER = 0.5;

    /** How a candidate is drawn. */
    public enum Draw {
        /** With all that is believed in, the rest by chance: the usual recipe. */
        USUAL,
        /** Each parameter near the value that is believed in. */
        NEAR,
        /** As if nothing were believed. */
        EVEN
    }

    /** Of each parameter the probabilities of its values; none where nothing is believed of it. */
    private final double[][] shares;
    /** Of each parameter the value that is believed in; 0 where nothing is. */
    private final int[] best;
    /** Distances of the last list of candidates, since a search asks for the same pool in every round. */
    private volatile Known last;

    private record Known(List<Candidate> candidates, double[] distances) {}

    private Priors(double[][] shares) {
        this.shares = shares;
        best = Arrays.stream(shares).mapToInt(Priors::largest).toArray();
    }

    private static int largest(double[] shares) {
        int largest = 0;
        for (int v = 1; v < shares.length; v++) {
            largest = shares[v] > shares[largest] ? v : largest;
        }
        return largest;
    }

    /**
     * The beliefs about a space.
     *
     * @param epochs length of a training to its end, which beliefs may depend on
     */
    public static Priors of(SearchSpace space, int epochs) {
        double[][] shares = space.parameters().stream()
                .map(p -> shares(p, p.prior().at(epochs)))
                .toArray(double[][]::new);
        return Arrays.stream(shares).allMatch(s -> s.length == 0) ? NONE : new Priors(shares);
    }

    private static double[] shares(Parameter parameter, OptionalInt believed) {
        if (believed.isEmpty()) {
            return new double[0];
        }
        int best = believed.getAsInt();
        double[] shares = new double[parameter.size()];
        boolean numeric = parameter.numeric();
        int[] ranks = ranks(parameter, numeric);
        double others = 0;
        for (int v = 0; v < shares.length; v++) {
            shares[v] = numeric ? StrictMath.pow(FARTHER, Math.abs(ranks[v] - ranks[best])) : 1;
            others += v == best ? 0 : shares[v];
        }
        for (int v = 0; v < shares.length; v++) {
            shares[v] = v == best ? BELIEVED : (1 - BELIEVED) * shares[v] / others;
        }
        return shares;
    }

    /** The place of each value in the order of numbers, in whatever order they are written. */
    private static int[] ranks(Parameter parameter, boolean numeric) {
        int[] ranks = new int[parameter.size()];
        List<Integer> order = IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingDouble(v -> numeric ? parameter.number(v) : 0))
                .toList();
        for (int place = 0; place < ranks.length; place++) {
            ranks[order.get(place)] = place;
        }
        return ranks;
    }

    /** The places of the values that are believed in, by parameter; 0 where nothing is. */
    int[] believed() {
        return best.clone();
    }

    /** Whether anything is believed. */
    public boolean any() {
        return shares.length > 0;
    }

    /**
     * How the candidate at a place of a list is drawn: one has all that is believed in, of the others every second one is near it.
     *
     * @param place place from 0
     */
    public static Draw draw(int place) {
        if (place == 0) {
            return Draw.USUAL;
        }
        return place % 2 == 0 ? Draw.NEAR : Draw.EVEN;
    }

    /** The weight of each value of a space's parameters in a draw, 1 on average. */
    public double[][] weights(SearchSpace space, Draw draw) {
        double[][] weights = new double[space.parameters().size()][];
        for (int i = 0; i < weights.length; i++) {
            int size = space.parameters().get(i).size();
            weights[i] = new double[size];
            if (draw == Draw.EVEN || !believes(i)) {
                Arrays.fill(weights[i], 1);
            } else if (draw == Draw.USUAL) {
                weights[i][best[i]] = size;
            } else {
                weights[i] = Arrays.stream(shares[i]).map(s -> s * size).toArray();
            }
        }
        return weights;
    }

    /** A value of a parameter by chance: where something is believed of it, every second time by that. */
    int value(int parameter, int size, RandomGenerator random) {
        if (!believes(parameter) || random.nextBoolean()) {
            return random.nextInt(size);
        }
        double point = random.nextDouble();
        int value = 0;
        while (value < size - 1 && point >= shares[parameter][value]) {
            point -= shares[parameter][value++];
        }
        return value;
    }

    /**
     * How far a candidate is from what is believed: 0 where it has all that is believed in, and otherwise the logarithm of how many
     * times less probable it is. What has no meaning in a candidate does not count.
     */
    public double distance(Candidate candidate) {
        return distance(candidate, parameter -> true);
    }

    /** The same of the recipe alone. */
    double recipeDistance(Candidate candidate) {
        return distance(candidate, parameter -> parameter.group() == Parameter.Group.RECIPE);
    }

    private double distance(Candidate candidate, Predicate<Parameter> counted) {
        if (!any()) {
            return 0;
        }
        List<Parameter> parameters = candidate.space().parameters();
        boolean[] read = candidate.space().read(candidate);
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            if (read[i] && believes(i) && counted.test(parameters.get(i))) {
                sum += StrictMath.log(shares[i][best[i]] / shares[i][candidate.gene(i)]);
            }
        }
        return sum;
    }

    /** The {@link #distance} of each candidate. */
    double[] distances(List<Candidate> candidates) {
        Known known = last;
        if (known == null || !known.candidates().equals(candidates)) {
            double[] distances = candidates.stream().mapToDouble(this::distance).toArray();
            known = new Known(List.copyOf(candidates), distances);
            last = known;
        }
        return known.distances();
    }

    private boolean believes(int parameter) {
        return parameter < shares.length && shares[parameter].length > 0;
    }
}
