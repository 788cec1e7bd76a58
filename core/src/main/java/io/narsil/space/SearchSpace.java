package io.narsil.space;

import io.narsil.config.UserException;
import io.narsil.detector.Detector;
import io.narsil.network.Architecture;
import io.narsil.network.Block;
import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A search space: all candidates that a search may propose. Spaces are compared by identity. */
public final class SearchSpace {
    private final String name;
    private final List<Parameter> parameters;
    private final Setting resolution;
    private final int smallest;
    private final int largest;
    private final Conventions conventions;
    private final List<Stage> stages;
    private final DetectorRow detector;
    private final List<Integer> tapped;
    private final Map<String, Setting> recipe;
    private final Canonical canonical;

    /**
     * @param name name in the file
     * @param parameters parameters that vary; a candidate has one gene for each, in this order
     * @param resolution resolution of the networks, or null where they take the images' own
     * @param smallest size of the smallest images it is meant for, in pixels a side
     * @param largest size of the largest images it is meant for, in pixels a side
     * @param conventions habits that all layers of its networks share
     * @param stages rows of its networks; none for a space that describes a table
     * @param detector neck and head of its networks where they find objects, or null where they classify
     * @param recipe settings of the recipe by their names, fixed and varied
     */
    SearchSpace(
            String name,
            List<Parameter> parameters,
            Setting resolution,
            int smallest,
            int largest,
            Conventions conventions,
            List<Stage> stages,
            DetectorRow detector,
            Map<String, Setting> recipe) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.resolution = resolution;
        this.smallest = smallest;
        this.largest = largest;
        this.conventions = conventions;
        this.stages = List.copyOf(stages);
        this.detector = detector;
        this.tapped = detector == null ? List.of() : TappedRows.of(stages);
        this.recipe = Map.copyOf(recipe);
        this.canonical = new Canonical(this);
    }

    public String name() {
        return name;
    }

    /** The parameters that vary. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The resolution of the networks, or null where they take the images' own. */
    public Setting resolution() {
        return resolution;
    }

    /** The size of the smallest images it is meant for, in pixels a side. */
    public int smallest() {
        return smallest;
    }

    /** The size of the largest images it is meant for, in pixels a side. */
    public int largest() {
        return largest;
    }

    /** What all layers of its networks do alike. A normalisation is left out for images of other channels. */
    public Conventions conventions() {
        return conventions;
    }

    /** The rows of its networks; none for a space that describes a table. */
    public List<Stage> stages() {
        return stages;
    }

    /** The places of the parameters that are numbers of blocks, whatever their names, in the order of the rows. */
    public List<Integer> depths() {
        return stages.stream()
                .map(Stage::depth)
                .filter(depth -> depth.parameter()
                        .filter(p -> p.values().equals(depth.values()))
                        .isPresent())
                .map(Setting::index)
                .distinct()
                .toList();
    }

    /** The settings of the recipe by their names, fixed and varied. */
    public Map<String, Setting> recipe() {
        return recipe;
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
        return new Candidate(this, canonical.of(genes.clone()));
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

    /**
     * The genes of all that is believed in; where nothing is believed of a parameter, it has the first value.
     *
     * @param epochs length of the training
     */
    public int[] believed(int epochs) {
        return parameters.stream().mapToInt(p -> p.prior().at(epochs).orElse(0)).toArray();
    }

    /** A candidate of uniformly drawn genes. */
    public Candidate random(RandomGenerator random) {
        return new Candidate(this, randomGenes(random));
    }

    /** The genes of {@link #random}. */
    public int[] randomGenes(RandomGenerator random) {
        int[] genes = new int[parameters.size()];
        for (int i = 0; i < genes.length; i++) {
            genes[i] = random.nextInt(parameters.get(i).size());
        }
        return canonical.of(genes);
    }

    /** The genes of the candidate that {@code genes} describe; {@code genes} itself if it is canonical. */
    public int[] canonical(int[] genes) {
        return canonical.of(genes);
    }

    /** Whether each parameter has a meaning in a candidate: its network or its recipe reads it. */
    public boolean[] read(Candidate candidate) {
        return canonical.read(candidate.shared());
    }

    /** The network that a candidate describes; a {@link UserException} where the space has no stages. */
    public Network network(Candidate candidate, InputSpec images) {
        if (stages.isEmpty()) {
            throw new UserException(
                    "space " + name,
                    "it has no stages, so that its candidates are rows of a table and no networks",
                    "add \"stages\", or try it on its table: narsil bench --space FILE --table FILE");
        }
        int[] genes = candidate.genes();
        return network(name + "-" + candidate.fingerprint(), input(images, genes), genes);
    }

    /** The images as the network of {@code genes} takes them. */
    InputSpec input(InputSpec images, int[] genes) {
        int size = resolution == null ? images.resolution() : resolution.integer(genes);
        return new InputSpec(images.channels(), size, images.classes());
    }

    /** What is trained of a candidate: its network, or the detector that is made of it. */
    public Architecture architecture(Candidate candidate, InputSpec images) {
        Network network = network(candidate, images);
        return detector == null ? network : detector.form(candidate.shared()).of(network);
    }

    /** Whether its networks find objects. */
    public boolean finds() {
        return detector != null;
    }

    /** The rows that detectors read, finest level first; none where its networks classify. */
    List<Integer> tapped() {
        return tapped;
    }

    /** The number of rows that are read: all, but for those behind the last that detectors read. */
    int rowsRead() {
        return tapped.isEmpty() ? stages.size() : tapped.get(tapped.size() - 1) + 1;
    }

    /** The settings of neck and head; none where its networks classify. */
    Stream<Setting> detectorSettings() {
        return detector == null ? Stream.empty() : Stream.of(detector.neck(), detector.depth());
    }

    /** The detector of canonical genes. */
    Detector detector(String called, InputSpec images, int[] genes) {
        return detector.form(genes).of(network(called, images, genes));
    }

    /**
     * The network of canonical genes. Its backbone consists of the space's rows up to the first of the head, each a stage of
     * its own unless it goes on with the one before.
     */
    Network network(String called, InputSpec images, int[] genes) {
        List<List<Block>> backbone = new ArrayList<>();
        List<Block> head = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage.head() || !head.isEmpty()) {
                head.addAll(stage.blocks(genes));
            } else if (stage.part() == Stage.Part.SAME && !backbone.isEmpty()) {
                backbone.get(backbone.size() - 1).addAll(stage.blocks(genes));
            } else {
                backbone.add(stage.blocks(genes));
            }
        }
        return new Network(
                called,
                images.channels(),
                images.resolution(),
                images.classes(),
                conventions.forChannels(images.channels()),
                backbone,
                head);
    }

    /** The recipe's settings of a candidate by name, fixed ones included, in alphabetical order. */
    public Map<String, String> recipe(Candidate candidate) {
        return recipe(candidate.genes());
    }

    Map<String, String> recipe(int[] genes) {
        Map<String, String> values = new LinkedHashMap<>();
        recipe.keySet().stream()
                .sorted()
                .forEach(key -> values.put(key, recipe.get(key).text(genes)));
        return values;
    }

    /** The most images of a training's step that any of its recipes takes. */
    public int largestBatch() {
        Setting setting = recipe.get("batch_size");
        return setting == null
                ? Recipe.of(Map.of()).batchSize()
                : setting.values().stream()
                        .mapToInt(v -> (int) Double.parseDouble(v))
                        .max()
                        .orElseThrow();
    }

    /** The number of combinations of one group's parameters: the product of the numbers of their values. */
    public BigInteger size(Parameter.Group group) {
        return parameters.stream()
                .filter(p -> p.group() == group && canonical.everRead(p))
                .map(p -> BigInteger.valueOf(p.size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** Whether {@link #size} may count a network more than once, because some values have no meaning beside others. */
    public boolean countsTwice() {
        return canonical.merges();
    }
}
