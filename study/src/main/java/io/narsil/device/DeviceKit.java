package io.narsil.device;

import io.narsil.config.UserException;
import io.narsil.files.Fingerprint;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.json.MayBeNull;
import io.narsil.network.NetworkFile;
import io.narsil.onnx.Stopwatch;
import io.narsil.onnx.Untrained;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Networks to be timed on another device, and the profile made of what came back. */
public final class DeviceKit {
    private static final String FORMAT = "kit/1";
    private static final String RESULTS = "results/1";
    private static final int FEWEST_NETWORKS = 30;

    private DeviceKit() {}

    /**
     * What a kit is about.
     *
     * @param id hash of the kit's networks: results of another kit are refused
     * @param networks names of files without their ends, those for validation first
     * @param choices candidate of each network, as {@link CandidateText} writes it; missing in older kits
     * @param validation number of networks for validation
     * @param reference network that tells how steady the device is; of a kit of detectors the last, which is none and fits no model
     */
    record Contents(
            String narsil,
            String id,
            String space,
            int channels,
            int resolution,
            int classes,
            int validation,
            String reference,
            List<String> networks,
            @MayBeNull List<String> choices) {
        /** Whether all names are of files in the kit's folder, and enough of them. */
        boolean sound() {
            return networks != null
                    && networks.contains(reference)
                    && networks.stream().allMatch(n -> n.matches("network-[0-9]{4,9}"))
                    && validation > 1
                    && networks.size() - validation >= FEWEST_NETWORKS
                    && (choices == null || (choices.size() == networks.size() && !choices.contains(null)));
        }
    }

    /**
     * What the script wrote.
     *
     * @param milliseconds latencies by network: median, fast and slow
     */
    record Results(
            String narsil,
            String kit,
            String device,
            String runtime,
            int threads,
            double drift,
            Map<String, List<Double>> milliseconds) {}

    /**
     * Writes a kit.
     *
     * @param folder folder of the kit, new or empty
     * @param training number of networks that the model will be fitted to
     */
    public static void write(Path folder, Problem problem, String spaceText, int training) {
        if (training < FEWEST_NETWORKS) {
            throw new UserException("--networks", "a model needs at least " + FEWEST_NETWORKS + " networks", "");
        }
        if (Files.exists(folder) && !empty(folder)) {
            throw new UserException(folder.toString(), "this folder is not empty", "give the kit another with --out");
        }
        DevicePlan plan = DevicePlan.of(problem, training, DeviceMeasurement.VALIDATION, new Seeds(0));
        List<DevicePlan.Planned> all = new ArrayList<>(plan.validation());
        all.addAll(plan.training());
        List<String> names = new ArrayList<>();
        StringBuilder texts = new StringBuilder(spaceText);
        String reference = name(all.indexOf(plan.reference()));
        if (problem.space().finds()) {
            DevicePlan.Planned middle = plan.reference();
            reference = name(all.size());
            all.add(new DevicePlan.Planned(middle.candidate(), middle.network(), middle.network()));
        }
        for (DevicePlan.Planned planned : all) {
            String name = name(names.size());
            String text = NetworkFile.write(planned.network());
            byte[] onnx = Untrained.onnx(planned.whole());
            WholeFile.write(folder.resolve(name + ".yaml"), text);
            WholeFile.write(folder.resolve(name + ".onnx"), out -> out.write(onnx));
            names.add(name);
            texts.append(text);
        }
        WholeFile.write(folder.resolve("space.yaml"), spaceText);
        WholeFile.write(folder.resolve("measure.py"), script());
        InputSpec images = problem.input();
        Contents contents = new Contents(
                FORMAT,
                Fingerprint.of(texts.toString()),
                problem.space().name(),
                images.channels(),
                images.resolution(),
                images.classes(),
                plan.validation().size(),
                reference,
                names,
                all.stream().map(p -> CandidateText.write(p.candidate())).toList());
        WholeFile.write(folder.resolve("kit.json"), Json.write(contents));
    }

    private static String name(int index) {
        return String.format(Locale.ROOT, "network-%04d", index + 1);
    }

    /**
     * The profile of a device that measured a kit.
     *
     * @param folder folder of the kit
     * @param file file that the kit's script wrote
     */
    public static DeviceProfile read(Path folder, Path file) {
        Path about = folder.resolve("kit.json");
        Contents kit = Files.isRegularFile(about) ? Json.complete(about, Contents.class) : null;
        if (kit == null || !FORMAT.equals(kit.narsil) || !kit.sound()) {
            throw new UserException(folder.toString(), "this folder is no kit of this version (" + FORMAT + ")", "");
        }
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    file.toString(), "there is no such file", "run measure.py of the kit on the device first");
        }
        Results results;
        try {
            results = Json.complete(file, Results.class);
        } catch (UserException e) {
            throw new UserException(
                    file.toString(), "these are no results of this version (" + RESULTS + ")", "run measure.py again");
        }
        check(kit, results, folder, file);
        String spaceText = TextFile.read(folder.resolve("space.yaml"));
        Problem problem = Problem.of(SpaceFile.parse(kit.space, spaceText, kit.resolution), input(kit, about));
        boolean finds = problem.space().finds();
        List<Measured> measured = new ArrayList<>();
        for (String name : kit.networks.subList(0, kit.networks.size() - (finds ? 1 : 0))) {
            List<Double> times = results.milliseconds.get(name);
            Candidate candidate =
                    kit.choices == null ? null : candidate(kit.choices.get(measured.size()), problem, about);
            measured.add(new Measured(
                    candidate,
                    finds && candidate != null
                            ? problem.architecture(candidate)
                            : NetworkFile.read(folder.resolve(name + ".yaml")),
                    new Stopwatch.Reading(times.get(0), times.get(1), times.get(2))));
        }
        return DeviceProfile.of(results.device, results.runtime, results.threads)
                .problem(problem, spaceText)
                .drift(results.drift)
                .reference(
                        NetworkFile.read(folder.resolve(kit.reference + ".yaml")),
                        results.milliseconds.get(kit.reference).get(0))
                .fit(measured.subList(kit.validation, measured.size()), measured.subList(0, kit.validation))
                .build();
    }

    private static InputSpec input(Contents kit, Path about) {
        try {
            return new InputSpec(kit.channels, kit.resolution, kit.classes);
        } catch (IllegalArgumentException e) {
            throw new UserException(about.toString(), "the file is damaged: " + e.getMessage(), "write the kit anew");
        }
    }

    private static Candidate candidate(String text, Problem problem, Path about) {
        return CandidateText.read(text, problem.space())
                .orElseThrow(() -> new UserException(
                        about.toString(), "\"" + text + "\" is no candidate of the kit's space", "write the kit anew"));
    }

    private static void check(Contents kit, Results results, Path folder, Path file) {
        if (!RESULTS.equals(results.narsil) || results.milliseconds == null) {
            throw new UserException(
                    file.toString(), "these are no results of this version (" + RESULTS + ")", "run measure.py again");
        }
        if (!kit.id.equals(results.kit)) {
            throw new UserException(
                    file.toString(),
                    "these results are of another kit than " + folder,
                    "run the measure.py of this kit, or name the other");
        }
        if (results.threads < 1
                || results.threads > DeviceProfile.MOST_THREADS
                || !(results.drift >= 1 && results.drift < 1e9)) {
            throw new UserException(
                    file.toString(),
                    "networks were timed with " + results.threads + " threads and a drift of " + results.drift
                            + ": there must be 1 to " + DeviceProfile.MOST_THREADS
                            + " threads, and a drift of 1 or more",
                    "run measure.py again");
        }
        Map<String, List<Double>> sound = new LinkedHashMap<>(results.milliseconds);
        sound.values()
                .removeIf(t ->
                        t == null || t.size() != 3 || t.stream().anyMatch(v -> v == null || !(v > 0 && v < 1e9)));
        List<String> missing =
                kit.networks.stream().filter(n -> !sound.containsKey(n)).toList();
        if (!missing.isEmpty()) {
            throw new UserException(
                    file.toString(),
                    "three times above 0 are missing for " + missing.size() + " networks of the kit: "
                            + String.join(", ", missing.subList(0, Math.min(5, missing.size()))),
                    "run measure.py again");
        }
    }

    private static boolean empty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw WholeFile.failure(folder, e);
        }
    }

    private static String script() {
        try (InputStream in = DeviceKit.class.getResourceAsStream("measure.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
