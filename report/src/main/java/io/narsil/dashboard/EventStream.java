package io.narsil.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Server-sent events: a state whenever it is another one than before. An event's id is a checksum of the state, so a page that comes back,
 * after a restart of either side, gets nothing where it knows the state, and the whole of it where it does not: no event can be lost.
 */
final class EventStream implements AutoCloseable {
    /** Each page that is open holds a thread. */
    static final int MOST_PAGES = 64;

    private static final int PING_SECONDS = 15;

    private final Semaphore places = new Semaphore(MOST_PAGES);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Sends states until the page is closed, or the server is. */
    void send(HttpExchange exchange, Supplier<String> state) throws IOException {
        if (!places.tryAcquire()) {
            Answer.text(503, MOST_PAGES + " pages are open, which is the most. Maybe close some.")
                    .send(exchange);
            return;
        }
        try {
            Answer.common(exchange.getResponseHeaders(), "text/event-stream; charset=utf-8", Answer.OWN);
            exchange.sendResponseHeaders(200, 0);
            String known = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            send(exchange.getResponseBody(), known == null ? "" : known, state);
        } finally {
            places.release();
        }
    }

    private void send(OutputStream out, String before, Supplier<String> state) throws IOException {
        write(out, "retry: 2000\n\n");
        String known = before;
        int silent = 0;
        while (!isClosed()) {
            String text = state.get();
            String id = id(text);
            if (!id.equals(known)) {
                write(out, "id: " + id + "\nevent: state\ndata: " + text + "\n\n");
                known = id;
                silent = 0;
            } else if (++silent >= PING_SECONDS) {
                // A page that is gone is noticed when something is written.
                write(out, ": here\n\n");
                silent = 0;
            }
        }
    }

    /** Waits a second, and tells whether the server was closed. */
    private boolean isClosed() throws IOException {
        try {
            return closed.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    static String id(String text) {
        CRC32C sum = new CRC32C();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sum.update(bytes);
        return Long.toHexString(sum.getValue()) + "-" + bytes.length;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
