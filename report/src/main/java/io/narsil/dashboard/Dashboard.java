package io.narsil.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.narsil.config.UserException;
import io.narsil.dashboard.action.Actions;
import io.narsil.dashboard.action.Program;
import io.narsil.dashboard.run.AllRuns;
import io.narsil.dashboard.run.WatchedRun;
import io.narsil.json.Json;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A server of pages that show runs as they go, those of a folder or of a database, until it is closed. */
public final class Dashboard implements AutoCloseable {
    /** Beside one for each page that is open. */
    private static final int THREADS = EventStream.MOST_PAGES + 16;

    private static final long LARGEST_REPORT = 256L << 20;

    private final AllRuns runs;
    private final RunAnswers answers;
    private final MemberAnswers members;
    private final Pages pages = new Pages();
    private final EventStream events = new EventStream();
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Place place;
    private final Guard guard;

    private final Optional<Actions> actions;
    private final ActionDoor door;

    private Dashboard(AllRuns runs, Place place, HttpServer server, Optional<Program> program) {
        this.runs = runs;
        this.actions = program.map(p -> new Actions(runs, p));
        this.door = new ActionDoor(actions);
        this.answers = new RunAnswers(runs);
        this.members = new MemberAnswers(runs);
        this.place = place;
        this.server = server;
        this.guard = new Guard(place, port());
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "narsil-dashboard");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts a server that only reads.
     *
     * @param folder folder of runs, or of one run
     * @param port port to listen at; 0 for any that is free
     * @throws UserException where the folder is none, or the port cannot be had
     */
    public static Dashboard start(Path folder, Place place, int port) {
        return start(RunPlaces.of(List.of(folder.toString())), place, port, Optional.empty());
    }

    /**
     * Starts a server that only reads.
     *
     * @param places folder of runs, or of one run, and addresses of databases with runs
     * @param port port to listen at; 0 for any that is free
     * @throws UserException where a place is none, or the port cannot be had
     */
    public static Dashboard start(List<String> places, Place place, int port) {
        return start(RunPlaces.of(places), place, port, Optional.empty());
    }

    /**
     * Starts a server whose pages may act, for who knows its token: it always has one.
     *
     * @param places folder of runs, or of one run, and addresses of databases with runs
     * @param port port to listen at; 0 for any that is free
     * @param program words that start this program, before those of a command
     * @param hidden names of values of the environment that commands must not see, such as what is only true of a terminal
     * @throws UserException where a place is none, none is a folder, or the port cannot be had
     */
    public static Dashboard acting(
            List<String> places, Place place, int port, List<String> program, Set<String> hidden) {
        AllRuns runs = RunPlaces.withFolder(places);
        return start(runs, place.secret(), port, Optional.of(new Program(program, hidden)));
    }

    /** The same for one folder of runs, or of one run. */
    public static Dashboard acting(Path folder, Place place, int port, List<String> program, Set<String> hidden) {
        return acting(List.of(folder.toString()), place, port, program, hidden);
    }

    private static Dashboard start(AllRuns runs, Place place, int port, Optional<Program> program) {
        // Without these an answer waits for 40 ms, and one caller that never ends its request holds a thread.
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "20");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(place.address(), port), 0);
            Dashboard dashboard = new Dashboard(runs, place, server, program);
            server.setExecutor(dashboard.threads);
            server.createContext("/", dashboard::handle);
            server.start();
            return dashboard;
        } catch (BindException e) {
            runs.close();
            boolean taken = String.valueOf(e.getMessage()).contains("in use");
            throw new UserException(
                    "--port",
                    taken
                            ? "port " + port + " is taken"
                            : "nothing can listen at " + place.host() + ":" + port + ": " + e.getMessage(),
                    taken
                            ? "a dashboard runs already: open it, or choose another one with --port " + (port + 1)
                            : "a port above 1023, and with --host an address of this machine");
        } catch (IOException e) {
            runs.close();
            throw new UserException("--port", "no server can be started: " + e.getMessage(), "another port");
        }
    }

    /** The address of the first page, with the token where one is needed. */
    public String url() {
        return place.url(port());
    }

    /** Where runs are looked for, and how many there are. */
    public List<AllRuns.Place> places() {
        return runs.places();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            try {
                Query query = Query.of(exchange.getRequestURI().getRawQuery());
                Optional<Answer> stopped = guard.stops(exchange, query);
                String path = exchange.getRequestURI().getPath();
                if (stopped.isEmpty() && path.equals("/api/events")) {
                    String run = query.text("run");
                    events.send(exchange, () -> Json.line(run.isEmpty() ? answers.all() : answers.state(run)));
                    return;
                }
                if (stopped.isEmpty() && exchange.getRequestMethod().equals("POST")) {
                    door.act(exchange).send(exchange);
                    return;
                }
                stopped.orElseGet(() -> answer(path, query)).send(exchange);
            } catch (IllegalArgumentException e) {
                Answer.text(400, "This is no address of a page.").send(exchange);
            } catch (RuntimeException e) {
                // One page that cannot be made does not end the others.
                Answer.text(500, "This page could not be made: " + e.getMessage())
                        .send(exchange);
            }
        } catch (IOException e) {
            // Whoever asked is gone.
        }
    }

    private Answer answer(String path, Query query) {
        if (path.equals("/metrics")) {
            String text =
                    Metrics.of(runs.runs().stream().map(WatchedRun::summary).toList());
            return Answer.of(200, Metrics.TYPE, text.getBytes(StandardCharsets.UTF_8));
        }
        if (path.equals("/report")) {
            return report(query.text("run"));
        }
        return pages.page(path)
                .or(() -> door.look(path, query))
                .or(() -> answers.answer(path, query))
                .or(() -> members.answer(path, query))
                .orElseGet(() -> Answer.text(404, "There is no such page."));
    }

    private Answer report(String name) {
        Optional<Path> file = runs.run(name).filter(WatchedRun::hasReport).map(WatchedRun::report);
        if (file.isEmpty()) {
            return Answer.text(404, "This run has no report yet. Maybe: narsil report RUN");
        }
        try (var in = Files.newInputStream(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((int) LARGEST_REPORT);
            return new Answer(200, "text/html; charset=utf-8", bytes, Answer.FOREIGN, Map.of());
        } catch (IOException e) {
            return Answer.text(500, "The report cannot be read.");
        }
    }

    @Override
    public void close() {
        events.close();
        server.stop(0);
        actions.ifPresent(Actions::close);
        threads.shutdownNow();
        runs.close();
    }
}
