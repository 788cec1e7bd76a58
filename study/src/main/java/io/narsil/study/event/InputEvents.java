package io.narsil.study.event;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.search.ByHand;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is said of that which a run is given: its images and its space. */
public final class InputEvents {
    private InputEvents() {}

    /** Images that were read. */
    public static StudyEvent.DataRead read(DataSet data) {
        return new StudyEvent.DataRead(
                data.train().count(),
                data.validation().count(),
                data.test().count(),
                data.classes().size(),
                data.train().channels(),
                data.train().size());
    }

    /** The counts of images that were read. */
    public static StudyEvent.ClassesCounted counted(DataSet data) {
        int[] counts = new int[data.classes().size()];
        for (ImageSet part : List.of(data.train(), data.validation(), data.test())) {
            for (int label : part.labels()) {
                counts[label]++;
            }
        }
        Map<String, Integer> images = new LinkedHashMap<>();
        for (int label = 0; label < counts.length; label++) {
            images.merge(data.classes().get(label), counts[label], Integer::sum);
        }
        return new StudyEvent.ClassesCounted(images);
    }

    /** The budgets for which no network is made by hand. */
    public static List<StudyEvent.NothingByHand> withoutHand(Problem problem, SearchPlan plan) {
        return ByHand.of(problem, plan).without().stream()
                .map(budget -> new StudyEvent.NothingByHand(budget, WithoutHand.of(problem, budget)))
                .toList();
    }

    /**
     * A trained network that candidates start from.
     *
     * @param hand truth of there being networks by hand, which inherit nothing
     * @param shares function from networks to the shares of their parameters that they inherit
     */
    public static StudyEvent.ParentRead inherited(
            Network network, boolean hand, Problem problem, Function<List<Architecture>, List<Double>> shares) {
        Candidate cheapest = Extremes.smallest(problem.costs(), Measure.MACS);
        Candidate dearest = Extremes.largest(problem.costs(), Measure.MACS);
        List<Double> found = shares.apply(List.of(problem.architecture(cheapest), problem.architecture(dearest)));
        boolean alike = network.conventions().suit(problem.network(cheapest));
        return new StudyEvent.ParentRead(network.name(), found.get(0), found.get(1), hand, alike);
    }

    /**
     * A trained network that a single one starts from.
     *
     * @param network network that the weights are of
     * @param trained network that is trained, of a detector its backbone
     * @param share share of the parameters that are inherited
     */
    public static StudyEvent.ParentRead started(Network network, Network trained, double share) {
        return new StudyEvent.ParentRead(
                network.name(), share, share, false, network.conventions().suit(trained));
    }

    /** A space that was read. */
    public static StudyEvent.SpaceRead read(Problem problem) {
        SearchSpace space = problem.space();
        return new StudyEvent.SpaceRead(
                space.name(),
                space.size(Parameter.Group.ARCHITECTURE),
                space.size(Parameter.Group.RECIPE),
                problem.cost(Extremes.smallest(problem.costs(), Measure.MACS)).macs(),
                problem.cost(Extremes.largest(problem.costs(), Measure.MACS)).macs());
    }
}
