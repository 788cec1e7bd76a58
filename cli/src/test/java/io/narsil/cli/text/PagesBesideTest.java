package io.narsil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dashboard in a process of its own. */
@Timeout(120)
class PagesBesideTest {
    private static final long PAUSE_NANOS = 50_000_000;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void itServesPagesOfAFolderUntilItIsClosed() throws Exception {
        URI address;
        try (PagesBeside pages = PagesBeside.start(folder.resolve("runs"), new PrintWriter(out), false)) {
            assertThat(out.toString()).contains("holds no run yet", "Dashboard: http://127.0.0.1:");
            address = URI.create(out.toString().replaceAll("(?s).*Dashboard: (\\S+).*", "$1"));
            assertThat(get(address)).isEqualTo(200);
            // The usual port is taken now.
            StringWriter second = new StringWriter();
            try (PagesBeside others = PagesBeside.start(folder.resolve("runs"), new PrintWriter(second), true)) {
                // Which one is free nobody can know, so that it is said whatever else is not.
                assertThat(second.toString())
                        .startsWith("Dashboard: http://127.0.0.1:")
                        .doesNotContain("" + address)
                        .hasLineCount(1);
            }
        }
        while (answers(address)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Test
    void whoWantsQuietIsToldNoAddressThatIsKnown() {
        String empty = "runs holds no run yet";
        String usual = "Dashboard: http://127.0.0.1:8731/";
        assertThat(PagesBeside.unforeseen(List.of(empty, usual))).isEmpty();
        for (String other : List.of("Dashboard: http://127.0.0.1:40123/", usual + "?token=abc")) {
            assertThat(PagesBeside.unforeseen(List.of(empty, other))).containsExactly(other);
        }
    }

    @Test
    void whatIsNoFolderIsSaidBeforeAnythingBegins() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> PagesBeside.start(file, new PrintWriter(out), false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--dashboard: ")
                .hasMessageContaining("file");
    }

    private static int get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean answers(URI address) throws Exception {
        try {
            get(address);
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }
}
