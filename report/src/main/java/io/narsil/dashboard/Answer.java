package io.narsil.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.narsil.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer to a request.
 *
 * @param type media type of the body
 * @param policy content security policy
 * @param headers headers beside those that all answers have
 */
record Answer(int status, String type, byte[] body, String policy, Map<String, String> headers) {
    /** Our own pages ask nobody else for anything, and nothing in them is script but our files. */
    static final String OWN =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * A report has its script inside, and may be somebody else's: it gets an origin of its own, from which it can ask nobody for
     * anything, this server included.
     */
    static final String FOREIGN = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline';"
            + " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static Answer of(int status, String type, byte[] body) {
        return new Answer(status, type, body, OWN, Map.of());
    }

    static Answer json(Object value) {
        return of(200, "application/json; charset=utf-8", Json.line(value).getBytes(StandardCharsets.UTF_8));
    }

    /** A sentence for people. */
    static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Answer with(Map<String, String> more) {
        return new Answer(status, type, body, policy, more);
    }

    void send(HttpExchange exchange) throws IOException {
        Headers sent = exchange.getResponseHeaders();
        common(sent, type, policy);
        headers.forEach(sent::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** What every answer says: it is for this origin alone, is what it says it is, and is kept by nobody. */
    static void common(Headers sent, String type, String policy) {
        sent.set("Content-Type", type);
        sent.set("Content-Security-Policy", policy);
        sent.set("X-Content-Type-Options", "nosniff");
        sent.set("X-Frame-Options", "DENY");
        sent.set("Referrer-Policy", "no-referrer");
        sent.set("Cross-Origin-Resource-Policy", "same-origin");
        sent.set("Cross-Origin-Opener-Policy", "same-origin");
        sent.set("Cache-Control", "no-store");
    }
}
