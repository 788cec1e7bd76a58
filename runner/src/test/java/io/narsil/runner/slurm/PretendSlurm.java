package io.narsil.runner.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shell scripts in the place of Slurm's programs: a job is a process of this machine, whose state is a file by its name.
 *
 * @param folder folder of the scripts
 */
record PretendSlurm(Path folder) {
    private static final String HEAD =
            "#!/bin/sh\nhome='%s'\nqueue=$home/queue\necho \"$(basename \"$0\") $*\" >>\"$home/calls\"\n";

    /**
     * Refuses what the file {@code refusal} says, as often as there are lines in {@code refusals}; of one submission that it
     * takes the answer is lost where there is a file {@code lost}.
     */
    private static final String SBATCH = """
            if [ -s "$home/refusals" ]; then
              sed -i 1d "$home/refusals"
              cat "$home/refusal" >&2
              exit 1
            fi
            for word in "$@"; do
              case $word in
                --job-name=*) name=${word#*=} ;;
                --output=*) output=${word#*=} ;;
              esac
              script=$word
            done
            cp "$script" "$home/script-$name"
            "$home/begin" "$name" "$output"
            if [ -f "$home/lost" ]; then
              rm "$home/lost"
              echo "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation" >&2
              exit 1
            fi
            cat "$queue/$name"
            """;

    private static final String BEGIN = """
            setsid sh "$home/script-$1" </dev/null >>"$2" 2>&1 &
            echo $! >"$queue/$1"
            rm -f "$home/waiting-$1"
            """;

    private static final String SQUEUE = """
            if [ -f "$home/away" ]; then
              echo "slurm_load_jobs error: Unable to contact slurm controller (connect failure)" >&2
              exit 1
            fi
            for job in "$queue"/*; do
              [ -f "$job" ] || continue
              name=$(basename "$job")
              if [ -f "$home/waiting-$name" ]; then
                echo "$(cat "$job")|PENDING|$(cat "$home/waiting-$name")|$name"
              elif kill -0 "$(cat "$job")" 2>/dev/null; then
                echo "$(cat "$job")|RUNNING|None|$name"
              else
                rm "$job"
              fi
            done
            """;

    private static final String SCANCEL = """
            for id in "$@"; do
              case $id in -*) continue ;; esac
              kill "$id" 2>/dev/null
              for job in "$queue"/*; do
                [ -f "$job" ] && [ "$(cat "$job")" = "$id" ] && rm -f "$home/waiting-$(basename "$job")"
              done
            done
            exit 0
            """;

    static PretendSlurm in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("queue"));
        PretendSlurm slurm = new PretendSlurm(folder);
        slurm.script("sbatch", SBATCH);
        slurm.script("begin", BEGIN);
        slurm.script("squeue", SQUEUE);
        slurm.script("scancel", SCANCEL);
        return slurm;
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, HEAD.formatted(folder) + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Has the next submissions refused. */
    void refuse(int times, String words) throws IOException {
        Files.writeString(folder.resolve("refusal"), words);
        Files.writeString(folder.resolve("refusals"), "once\n".repeat(times));
    }

    /** The names of all jobs that wait or run. */
    List<String> jobs() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("queue"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** Ends a job without a word, as where its node is lost. */
    void kill(String name) throws IOException {
        process(name).descendants().forEach(ProcessHandle::destroyForcibly);
        process(name).destroyForcibly();
    }

    /** Asks a job to end and puts it into the queue again, where it waits. */
    void requeue(String name) throws IOException {
        Files.writeString(folder.resolve("waiting-" + name), "BeginTime");
        ProcessHandle process = process(name);
        process.destroy();
        process.onExit().join();
    }

    /** Starts a job that waits. */
    void begin(String name) throws Exception {
        new ProcessBuilder(folder.resolve("begin").toString(), name, "/dev/null")
                .inheritIO()
                .start()
                .waitFor();
    }

    private ProcessHandle process(String name) throws IOException {
        String id = Files.readString(folder.resolve("queue").resolve(name)).strip();
        return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    }

    /** The arguments of all calls of a program, a line each. */
    List<String> calls(String program) throws IOException {
        return Files.readAllLines(folder.resolve("calls")).stream()
                .filter(line -> line.startsWith(program + " "))
                .toList();
    }
}
