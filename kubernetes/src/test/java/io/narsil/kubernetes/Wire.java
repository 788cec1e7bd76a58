package io.narsil.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The wire between a search and its cluster, which can be cut. */
final class Wire implements AutoCloseable {
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean away;

    Wire(int port) throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket near = door.accept();
                if (away) {
                    refused.incrementAndGet();
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(near);
                open.add(far);
                start(() -> copy(near, far));
                start(() -> copy(far, near));
            }
        });
    }

    private interface Act {
        void act() throws IOException;
    }

    private static void start(Act act) {
        Thread thread = new Thread(() -> {
            try {
                act.act();
            } catch (IOException e) {
                // It was cut.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends all connections that there are. */
    void cut() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Has nobody answer, or answer again. */
    void away(boolean it) {
        away = it;
        cut();
    }

    /** How many connections met nobody. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
