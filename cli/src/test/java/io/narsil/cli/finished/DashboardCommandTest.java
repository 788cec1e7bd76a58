package io.narsil.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.cli.text.FaultText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class DashboardCommandTest {
    private static final long PAUSE_NANOS = 20_000_000;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int dashboard(String... arguments) {
        return new CommandLine(new DashboardCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    FaultText.print(line.getErr(), e);
                    return 2;
                })
                .execute(arguments);
    }

    @Test
    void mistakesAreSaid() throws IOException {
        assertThat(dashboard(folder.resolve("none").toString())).isEqualTo(2);
        assertThat(dashboard(Files.writeString(folder.resolve("file"), "").toString()))
                .isEqualTo(2);
        assertThat(dashboard(folder.toString(), "--port", "70000")).isEqualTo(2);
        assertThat(dashboard(folder.toString(), "--host", "[::x]")).isEqualTo(2);
        assertThat(dashboard(folder.toString(), "postgresql://anna:secret@db/narsil"))
                .isEqualTo(2);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(dashboard(folder.toString(), "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--port: port " + taken.getLocalPort() + " is taken. Maybe");
        }
        assertThat(err.toString())
                .contains(
                        "none: there is no such folder. Maybe runs/",
                        "file: this is no folder",
                        "--port: a port is a number from 0 to 65535, not 70000",
                        "an address has no password in it",
                        "--host: there is no host \"[::x]\"")
                .doesNotContain("\tat ", "secret");
    }

    @Test
    void itEndsWithTheProcessItIsBeside() throws IOException {
        Process other = new ProcessBuilder("sleep", "0.5").start();
        assertThat(dashboard(folder.toString(), "--port", "0", "--end-with", Long.toString(other.pid())))
                .isZero();
        assertThat(other.isAlive()).isFalse();
        assertThat(out.toString()).contains("Dashboard: http://127.0.0.1:");
    }

    @Test
    void itSaysWherePagesAreAndServesThemUntilItIsStopped() throws Exception {
        Thread command = new Thread(() -> dashboard(folder.toString(), "--port", "0"));
        command.start();
        try {
            while (!out.toString().contains("Dashboard: http://127.0.0.1:")) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            assertThat(out.toString()).contains("holds no run yet; one is shown as soon as");
            String url = out.toString().replaceAll("(?s).*Dashboard: (\\S+).*", "$1");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.body()).contains("<title>Narsil</title>");
        } finally {
            command.interrupt();
            command.join();
        }
    }
}
