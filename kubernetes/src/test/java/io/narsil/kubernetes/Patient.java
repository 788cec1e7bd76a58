package io.narsil.kubernetes;

import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/**
 * A watch of the server of the tests that does not know that it is over before the server is. The server's own waits half a minute at its end for
 * events that only the waiting thread could send, and meanwhile fails whoever changes what it watches.
 */
final class Patient extends WebSocketListener {
    private static final int NORMAL = 1000;

    private final WebSocketListener watch;
    private volatile WebSocket quiet;
    private volatile boolean over;

    Patient(WebSocketListener watch) {
        this.watch = watch;
    }

    @Override
    public void onBeforeAccept(WebSocket socket, Response response) {
        watch.onBeforeAccept(socket, response);
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        quiet = new Quiet(socket);
        watch.onOpen(quiet, response);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        over = true;
        Thread thread = new Thread(() -> socket.close(code, reason), "end of a watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
        over = true;
    }

    @Override
    public void onFailure(WebSocket socket, Throwable cause, Response response) {
        over = true;
    }

    /** Ends it once its server is gone. */
    void end() {
        over = true;
        if (quiet != null) {
            watch.onClosed(quiet, NORMAL, "");
        }
    }

    /** The socket of a watch, which says nothing once that is over. */
    private final class Quiet implements WebSocket {
        private final WebSocket socket;

        Quiet(WebSocket socket) {
            this.socket = socket;
        }

        @Override
        public RecordedRequest request() {
            return socket.request();
        }

        @Override
        public boolean send(String text) {
            return !over && socket.send(text);
        }

        @Override
        public boolean send(byte[] bytes) {
            return !over && socket.send(bytes);
        }

        @Override
        public boolean close(int code, String reason) {
            return true;
        }
    }
}
