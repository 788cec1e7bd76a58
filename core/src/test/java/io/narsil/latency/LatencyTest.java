package io.narsil.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.network.Network;
import io.narsil.network.Trace;
import io.narsil.network.Zoo;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final long SEED = 20261124;
    private static final InputSpec IMAGES = new InputSpec(3, 32, 10);

    private final SearchSpace space = SpaceFile.shipped("fbnetv3-small");
    private final RandomGenerator random = new Seeds(SEED).stream("latency", 0);

    private List<SortedMap<String, Double>> networks(int count) {
        List<SortedMap<String, Double>> networks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            networks.add(LatencyTerms.of(Trace.of(space.network(space.random(random), IMAGES))));
        }
        return networks;
    }

    /** A made-up device: some terms take time, most take none. */
    private static SortedMap<String, Double> device(List<SortedMap<String, Double>> networks) {
        SortedMap<String, Double> device = new TreeMap<>();
        int[] number = new int[1];
        networks.forEach(n -> n.keySet()
                .forEach(term -> device.computeIfAbsent(
                        term,
                        t -> number[0]++ % 3 != 0 ? 0.0 : t.contains("macs") || t.contains("out") ? 0.02 : 1500.0)));
        return device;
    }

    private static double time(SortedMap<String, Double> device, SortedMap<String, Double> network) {
        return network.entrySet().stream()
                .mapToDouble(t -> device.getOrDefault(t.getKey(), 0.0) * t.getValue())
                .sum();
    }

    @Test
    void aFitKnowsNetworksThatItHasNotSeen() {
        List<SortedMap<String, Double>> all = networks(240);
        SortedMap<String, Double> device = device(all);
        List<LatencyFit.Sample> samples = all.subList(0, 200).stream()
                .map(n -> new LatencyFit.Sample(n, time(device, n) * (1 + 0.01 * random.nextGaussian())))
                .toList();
        SortedMap<String, Double> fitted = LatencyFit.fit(samples);
        assertThat(fitted.values()).as("seed %d", SEED).allMatch(v -> v > 0);
        for (SortedMap<String, Double> unseen : all.subList(200, 240)) {
            assertThat(time(fitted, unseen) / time(device, unseen))
                    .as("seed %d", SEED)
                    .isCloseTo(1, within(0.03));
        }
        assertThat(LatencyFit.fit(samples)).isEqualTo(fitted);
    }

    @Test
    void aNetworkTakesAsLongAsItsBlocksTogether() {
        LatencyModel model = new LatencyModel(device(networks(50)), 0.05);
        StageCosts costs = new StageCosts(space, IMAGES, model);
        StageCosts plain = new StageCosts(space, IMAGES);
        for (int i = 0; i < 500; i++) {
            Candidate candidate = space.random(random);
            Network network = space.network(candidate, IMAGES);
            // Each block's bound is rounded up to a nanosecond.
            assertThat(costs.of(candidate).latency() - model.bound(Trace.of(network)))
                    .as("seed %d, draw %d", SEED, i)
                    .isBetween(0L, (long) network.blocks().size());
            assertThat(costs.of(candidate).withLatency(0)).isEqualTo(plain.of(candidate));
        }
    }

    /** Every operation of every published network is one that a model can know. */
    @Test
    void everyNetworkHasTerms() {
        for (String name : Zoo.names()) {
            SortedMap<String, Double> terms = LatencyTerms.of(Trace.of(Zoo.get(name)));
            assertThat(terms)
                    .as(name)
                    .containsKey("product")
                    .allSatisfy((term, amount) -> assertThat(amount).as(term).isPositive());
        }
    }

    @Test
    void theMarginIsAddedToWhatABudgetRestsOn() {
        List<Trace.Operation> operations = Trace.of(Zoo.get("mobilenetv3-small"));
        SortedMap<String, Double> terms = new TreeMap<>();
        terms.put("depthwise", 1000.0);
        LatencyModel model = new LatencyModel(terms, 0.125);
        assertThat(model.predict(operations)).isEqualTo(11_000);
        assertThat(model.bound(operations)).isEqualTo(12_375);
        assertThat(LatencyModel.NONE.bound(operations)).isZero();
    }

    @Test
    void termsOfAnySizeGiveALatencyThatCanBeAdded() {
        SortedMap<String, Double> huge = new TreeMap<>();
        networks(1).get(0).keySet().forEach(term -> huge.put(term, 1e300));
        StageCosts costs = new StageCosts(space, IMAGES, new LatencyModel(huge, 999));
        assertThat(costs.of(space.random(random)).latency()).isGreaterThan(1_000_000_000_000_000L - 1);
    }

    @Test
    void anInputHasChannelsPixelsAndClasses() {
        for (int wrong : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> new InputSpec(wrong, 1, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new InputSpec(1, wrong, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new InputSpec(1, 1, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
