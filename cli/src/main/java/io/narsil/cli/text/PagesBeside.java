package io.narsil.cli.text;

import io.narsil.config.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard in a process of its own beside a command, so that the command neither waits for a page nor shares its memory with
 * it. It ends with the command, however that ends.
 */
public final class PagesBeside implements AutoCloseable {
    /** The option by which a dashboard ends with the process of a number. */
    public static final String END_WITH = "--end-with";

    /** The port of a dashboard where nothing is said. */
    public static final int PORT = 8731;

    private static final String ADDRESS = "Dashboard: ";

    private final Process process;

    private PagesBeside(Process process) {
        this.process = process;
    }

    /**
     * Starts one at the usual port, or where that is taken at any that is free, and waits until it says where its pages are.
     *
     * @param runs folder of runs, which is made where it is missing
     * @param out writer of what it says
     * @param quiet truth of its saying no more than an address that nobody can know
     * @throws UserException where it cannot start, in its own words
     */
    public static PagesBeside start(Path runs, PrintWriter out, boolean quiet) {
        List<String> command = new ArrayList<>(ThisProgram.words());
        command.addAll(List.of("dashboard", runs.toString(), "--port", Integer.toString(port())));
        command.addAll(List.of(END_WITH, Long.toString(ProcessHandle.current().pid())));
        try {
            Files.createDirectories(runs);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            PagesBeside pages = new PagesBeside(process);
            List<String> said = pages.said();
            if (!process.isAlive()) {
                throw new UserException("--dashboard", String.join("; ", said), "");
            }
            (quiet ? unforeseen(said) : said).forEach(out::println);
            out.flush();
            return pages;
        } catch (IOException e) {
            throw new UserException("--dashboard", "no dashboard can be started: " + e.getMessage(), "");
        }
    }

    /** The line of the address, where it is another one than that which the documentation names; what else was said is left out. */
    static List<String> unforeseen(List<String> said) {
        String usual = ADDRESS + "http://127.0.0.1:" + PORT + "/";
        return said.stream()
                .filter(line -> line.startsWith(ADDRESS) && !line.equals(usual))
                .toList();
    }

    private static int port() {
        try (ServerSocket free = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What it says up to its address, or up to its end. */
    private List<String> said() throws IOException {
        BufferedReader reader = process.inputReader();
        List<String> said = new ArrayList<>();
        String line = reader.readLine();
        while (line != null) {
            said.add(line);
            if (line.startsWith(ADDRESS)) {
                return said;
            }
            line = reader.readLine();
        }
        process.onExit().join();
        return said;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
