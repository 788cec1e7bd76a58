package io.narsil.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's own trainer: it knows the protocol from its page only, and says that wide networks are good. */
final class OwnTrainer {
    private static final Pattern CHANNELS = Pattern.compile("\"channels\":(\\d+)");

    /** A file in its folder, while which is there it cannot train trial 3. */
    static final String BROKEN = "broken";

    private OwnTrainer() {}

    public static void main(String[] arguments) throws Exception {
        say("{\"type\":\"ready\",\"engine\":\"mine 1.0\"}");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int trial = Integer.parseInt(field(line, "trial"));
            double width = 0;
            for (Matcher m = CHANNELS.matcher(line); m.find(); ) {
                width += Integer.parseInt(m.group(1));
            }
            if (trial == 3 && Files.exists(Path.of(BROKEN))) {
                System.err.println("there is no card");
                Runtime.getRuntime().halt(9);
            }
            if (trial == 1) {
                say("{\"type\":\"failed\",\"trial\":1,\"diverged\":true,\"reason\":\"the loss was NaN\"}");
                continue;
            }
            // A test that stops a search has it wait here, in the folder of the study.
            while (Files.exists(Path.of("wait-" + trial))) {
                Thread.sleep(20);
            }
            int epochs = Integer.parseInt(field(line, "epochs"));
            for (int epoch = 1; epoch <= epochs; epoch++) {
                double accuracy = trial == 2 ? 0.1 : width / (width + 100) - 0.1 / epoch;
                say("{\"type\":\"epoch\",\"trial\":%d,\"epoch\":%d,\"loss\":1,\"accuracy\":%s,\"seconds\":0.1}"
                        .formatted(trial, epoch, accuracy));
            }
            String weights = field(line, "weights");
            if (!weights.isEmpty()) {
                Files.writeString(Path.of(weights), "mine");
            }
            say("{\"type\":\"done\",\"trial\":%d,\"test_accuracy\":0.5}".formatted(trial));
        }
    }

    private static String field(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^,\"]*)").matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
