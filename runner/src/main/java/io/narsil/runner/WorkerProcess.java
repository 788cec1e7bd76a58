package io.narsil.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running worker process. Its error output goes to a log file. */
public final class WorkerProcess implements WorkerLink {
    /** The exit code of a process that Ctrl-C ended; Ctrl-C reaches workers and the command at the same time. */
    private static final int INTERRUPTED = 130;

    private static final Duration START = Duration.ofMinutes(30);

    private final int slot;
    private final boolean own;
    private final Process process;
    /** Lines of the worker that were not read yet; an empty value marks the end of its output. */
    private final BlockingQueue<Optional<String>> said = new LinkedBlockingQueue<>();

    private final Duration silence;
    private final Path log;
    private final LastWords words;
    private final BufferedWriter out;
    private String engine = "";
    private volatile boolean closed;

    /**
     * Starts a worker.
     *
     * @param slot number among the workers that run, from 0
     * @param log file that keeps its error output
     * @param silence longest time without a message before it counts as hanging
     */
    public WorkerProcess(WorkerCommand command, int slot, Path log, Duration silence) throws IOException {
        this.slot = slot;
        this.own = command.own();
        this.silence = silence;
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(command.command());
        builder.environment().putAll(command.environment());
        builder.environment().put(WorkerCommand.SLOT, Integer.toString(slot));
        command.folder().ifPresent(folder -> builder.directory(folder.toFile()));
        process = builder.start();
        words = new LastWords(process.getErrorStream(), log);
        Thread listener = new Thread(this::listen, "narsil-worker-output");
        listener.setDaemon(true);
        listener.start();
        out = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Waits until the worker can take a trial. A new machine may need minutes to unpack the native libraries.
     *
     * @throws io.narsil.config.UserException where the worker says that the user must mend something first
     */
    public void awaitReady() throws BrokenException, StoppedException {
        WorkerMessage first = read(START);
        if (first instanceof WorkerMessage.Stopped stopped) {
            throw Conversation.mend(stopped);
        }
        if (!(first instanceof WorkerMessage.Ready ready)) {
            throw new BrokenException("the worker did not say that it is ready");
        }
        engine = ready.engine();
    }

    int slot() {
        return slot;
    }

    @Override
    public OptionalInt number() {
        return OptionalInt.of(slot);
    }

    /** The name and version of what trains. */
    public String engine() {
        return engine;
    }

    @Override
    public void send(String line) throws BrokenException, StoppedException {
        try {
            out.write(line);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw died();
        }
    }

    private void listen() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                said.add(Optional.of(line));
            }
        } catch (IOException e) {
            // An output that cannot be read any more has ended.
        }
        said.add(Optional.empty());
    }

    /** The time of silence counts while the machine is awake and does not depend on its clock. */
    @Override
    public WorkerMessage read() throws BrokenException, StoppedException {
        return read(silence);
    }

    private WorkerMessage read(Duration longest) throws BrokenException, StoppedException {
        try {
            Optional<String> line = said.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new BrokenException("the worker said nothing for " + text(longest) + " and was ended");
            }
            if (line.isEmpty()) {
                throw died();
            }
            return Protocol.message(line.get());
        } catch (JsonProcessingException e) {
            throw new BrokenException("the worker printed something that is not the worker protocol");
        } catch (InterruptedException e) {
            throw new StoppedException();
        }
    }

    private static String text(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes > 0 ? minutes + " minutes" : duration.toSeconds() + " seconds";
    }

    private BrokenException died() throws StoppedException {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                return new BrokenException("the worker closed its output");
            }
        } catch (InterruptedException e) {
            throw new StoppedException();
        }
        int code = process.exitValue();
        if (code == INTERRUPTED) {
            throw new StoppedException();
        }
        String last = lastWords();
        String said = last.isEmpty() ? "" : ", and said \"" + last + "\" (see " + log.getFileName() + ")";
        boolean memory = code != 0 && LastWords.forMemory(last);
        return new BrokenException(Death.how(code, own) + said, memory ? Death.MEMORY : Death.of(code, own));
    }

    private String lastWords() throws StoppedException {
        try {
            return words.text();
        } catch (InterruptedException e) {
            throw new StoppedException();
        }
    }

    /** Whether its process runs. */
    boolean alive() {
        return process.isAlive();
    }

    /** Whether it was not closed. */
    boolean open() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
    }
}
