package io.narsil.fuzz;

import io.narsil.around.Around;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import io.narsil.onnx.Untrained;
import io.narsil.space.SpaceFile;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Inputs to begin with, made of what the project has: a folder for each target. */
public final class SeedCorpus {
    private static final String NETWORK = """
            narsil: architecture/2
            name: example
            input: {channels: 3, resolution: 8}
            classes: 2
            backbone:
              stage1:
                - {block: conv, kernel: 3, channels: 4, stride: 2}
              stage2:
                - {block: mbconv, kernel: 5, expansion: 2, channels: 4, se: 0.25, repeat: 2}
                - {block: basic, kernel: 3, channels: 4}
            head:
              - {block: classifier}
            """;

    private final Path root;
    private final Map<String, List<byte[]>> seeds = new LinkedHashMap<>();

    private SeedCorpus(Path root) {
        this.root = root;
    }

    /**
     * The seeds by the simple name of their target.
     *
     * @param root folder of the whole project
     */
    static Map<String, List<byte[]>> of(Path root) throws IOException {
        SeedCorpus corpus = new SeedCorpus(root);
        corpus.images();
        corpus.texts();
        corpus.networks();
        corpus.runs();
        corpus.stores();
        return corpus.seeds;
    }

    private void add(Class<?> target, byte[]... inputs) {
        seeds.computeIfAbsent(target.getSimpleName(), t -> new ArrayList<>()).addAll(List.of(inputs));
    }

    private void add(Class<?> target, String... inputs) {
        for (String input : inputs) {
            add(target, input.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void images() throws IOException {
        Path tests = root.resolve("data/src/test/resources/io/narsil/photo");
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches(".*\\.(png|jpe?g|gif|bmp|webp)") && Files.size(file) < 20_000) {
                    add(PhotoTarget.class, Files.readAllBytes(file));
                    if (name.endsWith(".png")) {
                        add(PngTarget.class, Files.readAllBytes(file));
                    }
                }
            }
        }
        for (String form : List.of("png", "jpg", "gif", "bmp")) {
            add(PhotoTarget.class, Chunks.image(form));
        }
        add(PngTarget.class, Chunks.image("png"));
        byte[] tiff = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
        add(OrientationTarget.class, tiff, new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0});
        add(ListingTarget.class, Marked.of(0, Idx.images()), Marked.of(1, Idx.labels()));
        add(ListingTarget.class, Marked.of(0, zipped(Idx.images())), Marked.of(1, zipped(Idx.labels())));
        for (int i = 0; i < AnnotationsTarget.sound().size(); i++) {
            add(AnnotationsTarget.class, Marked.of(i, AnnotationsTarget.sound().get(i)));
        }
        add(CifarTarget.class, Marked.of(0, CifarTarget.batch()), Marked.of(2, CifarTarget.names()));
    }

    private void texts() throws IOException {
        for (String space : SpaceFile.SHIPPED) {
            add(SpaceTarget.class, SpaceFile.shippedText(space));
        }
        add(SpaceTarget.class, """
                narsil: space/1
                name: t
                recipe:
                  a: {values: [x, y], prior: y}
                  b: {from: 0, to: 1, step: 0.5, prior: {by_epochs: {1: 0, 30: 0.5}}}
                """);
        for (String parent : List.of("efficientnet-lite0", "resnet-50")) {
            add(SpaceTarget.class, Around.text(Zoo.get(parent), true));
        }
        try (Stream<Path> files = Files.walk(root.resolve("examples"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                String text = Files.readString(file);
                add(text.contains("\ndata:") ? StudyTarget.class : SpaceTarget.class, text);
            }
        }
        add(RecipeTarget.class, "narsil: recipe/1\noptimizer: sgd\nlearning_rate: 0.008\nmixup: 0.2\nema: on\n");
        add(
                TableTarget.class,
                "a,b,accuracy,macs,time,epoch_1,epoch_2\n1,x,0.5,100,3,0.1,0.5\n2,0.5,0.7,1e3,2,0.2,0.7\n");
        add(TableTarget.class, "epoch_1,epoch_2\n" + "0.1,0.2\n".repeat(9));
        add(TimesTarget.class, TimesTarget.csv(','), TimesTarget.csv(';'), TimesTarget.json());
        add(NamesTarget.class, "3,5M", "440M..450M", "1.2 G", "2ms", "1_000", "resnet18", "on", "0.01", "fbnetv3_a");
        String time = "{\"time\":\"2026-01-01T00:00:0";
        add(
                EventsTarget.class,
                time + "0Z\",\"event\":\"data_read\"}\n" + time + "1Z\",\"event\":\"trial_done\"}\n{\"ti");
    }

    private void networks() {
        add(ArchitectureTarget.class, NETWORK);
        add(ArchitectureTarget.class, NetworkFile.write(Zoo.get(Zoo.names().get(0))));
        byte[] onnx = Untrained.onnx(NetworkFile.parse("example", NETWORK));
        add(OnnxGuardTarget.class, onnx);
        add(OnnxModelTarget.class, onnx);
        OnnxSeeds.all().forEach(file -> {
            add(OnnxGuardTarget.class, file);
            add(OnnxModelTarget.class, file);
        });
        add(ProtocolTarget.class, Requests.lines());
        List<TensorEntry> arrays = List.of(
                TensorEntry.of("stage1.1.conv.weight", new float[6], 2, 3, 1, 1),
                TensorEntry.of("classifier.linear.bias", new float[2], 2));
        Path file = Scratch.path("seed.safetensors");
        Safetensors.write(file, arrays, Map.of("name", "example"));
        add(SafetensorsTarget.class, Scratch.bytes(file), Prepared.images());
        String header = "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
        add(SafetensorsTarget.class, (char) header.length() + "\0\0\0\0\0\0\0" + header + "12345678");
    }

    private void runs() throws IOException {
        List<Path> files = RunFolderTarget.files();
        for (int i = 0; i < files.size(); i++) {
            byte[] content = Files.exists(files.get(i)) ? Scratch.bytes(files.get(i)) : new byte[] {'{', '}'};
            add(RunFolderTarget.class, Marked.of(i, content));
        }
        add(AnswersTarget.class, AnswersTarget.sound());
        add(KitTarget.class, Marked.of(0, KitSeeds.results()));
        add(KitTarget.class, Marked.of(1, KitTarget.withChoices()));
        add(KitTarget.class, Marked.of(1, Scratch.bytes(KitTarget.KIT.resolve("kit.json"))));
    }

    private void stores() {
        add(StoreTarget.class, Marked.of(0, StoreTarget.SOUND));
        byte[] nan = "NaN".getBytes(StandardCharsets.UTF_8);
        for (int column = 0; column < Rows.COLUMNS.size(); column++) {
            add(StoreTarget.class, Marked.of(1, Rows.change(column, column, (char) column, nan)));
        }
    }

    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    /** Writes the seeds: the folder of the project, then that of the seeds. */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, List<byte[]>> target : of(Path.of(args[0])).entrySet()) {
            Path folder = Files.createDirectories(Path.of(args[1], target.getKey()));
            for (int i = 0; i < target.getValue().size(); i++) {
                Files.write(folder.resolve("seed-" + i), target.getValue().get(i));
            }
        }
    }
}
