package io.narsil.lab.training;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.data.PreparedData;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.space.InputSpec;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a benchmark of training trains.
 *
 * @param name file name of its figures, without an ending
 */
public record BenchWork(String name, DataSet data, List<Network> networks) {
    private static final String NAME = "training";
    private static final int IMAGES = 2_048;

    /** Of networks that take a minute an epoch, fewer images say as much. */
    private static final int FEWEST = 256;

    /** Multiply-adds of all images of an epoch, one after the other, from which there are fewer images. */
    private static final double WORK = 20e6 * IMAGES;

    private static final int NETWORKS = 4;

    /** Of sampled networks: what is quick on large ones need not be on small ones. */
    private static final List<Budget> SIZES = List.of(
            new Budget("small", Map.of(Measure.MACS, 5_000_000L)),
            new Budget("large", Map.of(Measure.MACS, 20_000_000L), Map.of(Measure.MACS, 10_000_000L)));

    /**
     * What is to be measured one after the other.
     *
     * @param budget limits of sampled networks; small and large ones without it
     * @param network network to measure instead of sampled ones, whose blocks take the images and know their classes
     * @param quick truth of a graphics card training, which is through a large network as quickly as a processor through a small one
     */
    public static List<BenchWork> of(DataSpec spec, Optional<Budget> budget, Optional<Network> network, boolean quick) {
        DataSet all = PreparedData.temporary(spec, DataSources.of(spec, "--data"));
        if (all.train().count() < IMAGES) {
            throw new UserException(
                    "--data", "there are " + all.train().count() + " training images, fewer than " + IMAGES, "");
        }
        DataSet data = first(all, IMAGES);
        InputSpec images = new InputSpec(
                data.train().channels(), data.train().size(), data.classes().size());
        if (network.isPresent()) {
            Network own = fitted(network.get(), images);
            int count = quick
                    ? IMAGES
                    : (int) Math.max(FEWEST, Math.min(IMAGES, WORK / own.cost().macs()));
            return List.of(new BenchWork(NAME, first(data, count), List.of(own)));
        }
        if (budget.isPresent()) {
            return List.of(new BenchWork(NAME, data, sampled(budget.get(), images)));
        }
        return SIZES.stream()
                .map(size -> new BenchWork(NAME + "-" + size.name(), data, sampled(size, images)))
                .toList();
    }

    /** The networks' multiply-adds, to be read. */
    public String macs() {
        return networks.stream()
                .map(n -> String.format(Locale.ROOT, "%.1fM", n.cost().macs() / 1e6))
                .collect(Collectors.joining(", "));
    }

    private static List<Network> sampled(Budget budget, InputSpec images) {
        StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), images);
        return Pool.build(List.of(budget), costs, 100, new Seeds(1)).all().stream()
                .limit(NETWORKS)
                .map(c -> costs.space().network(c, images))
                .toList();
    }

    /** The same blocks for these images and their classes. */
    private static Network fitted(Network network, InputSpec images) {
        Network fitted = network.with(network.name(), images.channels(), images.resolution(), images.classes());
        try {
            fitted.cost();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserException(
                    "--network", "it does not suit these images: " + e.getMessage(), "a larger --resolution");
        }
        return fitted;
    }

    /** The first images, and a tenth as many to validate by, as a folder of images has it. */
    private static DataSet first(DataSet data, int count) {
        return new DataSet(
                data.name(),
                data.classes(),
                data.train().first(count),
                data.validation().first(Math.min(count / 10, data.validation().count())),
                data.test(),
                data.mean(),
                data.deviation());
    }
}
