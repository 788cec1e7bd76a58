package io.narsil.kubernetes;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/**
 * A watch of the server of the tests whose end waits in a thread of its own. Where events are still to be sent, the server's own
 * waits half a minute for them in the only thread that could send them.
 */
final class Patient extends WebSocketListener {
    private final WebSocketListener watch;

    Patient(WebSocketListener watch) {
        this.watch = watch;
    }

    private static void elsewhere(Runnable end) {
        Thread thread = new Thread(end, "end of a watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onBeforeAccept(WebSocket socket, Response response) {
        watch.onBeforeAccept(socket, response);
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        watch.onOpen(socket, response);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        elsewhere(() -> watch.onClosing(socket, code, reason));
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
        elsewhere(() -> watch.onClosed(socket, code, reason));
    }

    @Override
    public void onFailure(WebSocket socket, Throwable cause, Response response) {
        elsewhere(() -> watch.onFailure(socket, cause, response));
    }
}
