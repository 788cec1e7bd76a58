package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small study on small images, and the command in processes of its own that can really be killed. */
record TinyStudy(Path folder) {
    /** Writes the images and the study's file. */
    Path write() throws Exception {
        for (String name : new String[] {"a", "b"}) {
            for (int i = 0; i < 100; i++) {
                TinyImages.write(folder.resolve("images").resolve(name).resolve(i + ".png"), 24, i);
            }
        }
        return Files.writeString(folder.resolve("tiny.yaml"), """
                narsil: study/1
                data: {folder: images, validation: 0.2}
                space: fbnetv3-small
                budgets:
                  small: {macs: 600k}
                  large: {macs: 1M, params: 200k}
                rounds: 2
                batch: 4
                epochs: 2
                final_epochs: 4
                pool: 200
                """);
    }

    /** Writes the same with other budgets, and with more lines at its end. */
    Path write(String budgets, String more) throws Exception {
        Path file = write();
        String yaml = Files.readString(file);
        return Files.writeString(
                file,
                yaml.substring(0, yaml.indexOf("budgets:")) + "budgets: {" + budgets + "}\n"
                        + yaml.substring(yaml.indexOf("rounds:")) + more);
    }

    /** Begins a search in the folder {@code run}. */
    Process search(Path study, Path run, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("search", study.toString(), "--out", run.toString()));
        arguments.addAll(List.of(more));
        return start(arguments);
    }

    /** Begins any command; what it prints is added to {@link #output}. */
    Process start(List<String> arguments) throws IOException {
        return execute(command(arguments));
    }

    /** A command line of this program. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.narsil.cli.Narsil"));
        command.addAll(arguments);
        return command;
    }

    /** Begins any program. */
    Process execute(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.txt").toFile()))
                .start();
    }

    /** What all processes printed so far. */
    String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    /** Waits for a process that must end well. */
    void finish(Process process) throws Exception {
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(process.exitValue()).as(output()).isZero();
    }

    /** Waits for a process that must refuse what it was asked. */
    void refused(Process process) throws Exception {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output()).isEqualTo(2);
    }

    /** Kills a process as the kernel does, and waits until its workers are gone too: no orphan is left. */
    static void kill(Process process) throws Exception {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroyForcibly().waitFor();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    /** All files of all members with their bytes. */
    static Map<String, String> models(Path run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(run.resolve("models"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(run.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    /** Waits until so many trials are over. */
    static void awaitTrials(Path run, Process process, int count) throws Exception {
        while (process.isAlive()) {
            if (count(run, "status NOT IN ('chosen', 'running')") >= count) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("the search ended before " + count + " trials were over");
    }

    private static int count(Path run, String condition) {
        return ids(run, condition).size();
    }

    /** The numbers of the trials of which a condition holds; none where there is no database yet. */
    static List<Integer> ids(Path run, String condition) {
        List<Integer> ids = new ArrayList<>();
        Path database = run.resolve("study.db");
        if (Files.exists(database)) {
            try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + database);
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT id FROM trial WHERE " + condition)) {
                while (row.next()) {
                    ids.add(row.getInt(1));
                }
            } catch (java.sql.SQLException e) {
                return List.of(); // not yet made
            }
        }
        return ids;
    }
}
