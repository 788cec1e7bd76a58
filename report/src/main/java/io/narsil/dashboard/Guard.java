package io.narsil.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets requests through or not: those that read or ask for an action, call the server by a name of its own, and know the token where there is one. A browser
 * brings the token once in the address and then as a cookie, so that it stands in no history.
 */
final class Guard {
    private static final String BEARER = "Bearer ";

    private static final int MOST_WAITING = 4;
    private static final int WAIT_MILLIS = 300;

    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Place place;
    private final int port;

    Guard(Place place, int port) {
        this.place = place;
        this.port = port;
    }

    /** The answer to a request that goes no further. */
    Optional<Answer> stops(HttpExchange exchange, Query query) {
        String method = exchange.getRequestMethod();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        boolean acts =
                method.equals("POST") && exchange.getRequestURI().getPath().equals(ActionDoor.PATH);
        if (!reads && !acts) {
            return Optional.of(Answer.text(405, "This server is only read.").with(Map.of("Allow", "GET, HEAD")));
        }
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !place.knows(host)) {
            return Optional.of(Answer.text(
                    421,
                    "This server is not called so. Maybe " + place.url(port).replaceFirst("\\?.*", "")
                            + (place.token().isEmpty() ? ", or --host with the name that you call it by" : "")));
        }
        if (place.token().isEmpty()) {
            return Optional.empty();
        }
        String given = acts ? "" : query.text("token");
        if (!given.isEmpty() && known(given)) {
            return Optional.of(Answer.text(303, "")
                    .with(Map.of(
                            "Location",
                            withoutToken(exchange.getRequestURI()),
                            "Set-Cookie",
                            cookie() + "=" + given + "; Path=/; HttpOnly; SameSite=Strict")));
        }
        String brought = brought(exchange);
        if (known(brought)) {
            return Optional.empty();
        }
        boolean missing = given.isEmpty() && brought.isEmpty();
        return Optional.of(
                missing || slowed()
                        ? Answer.text(
                                403,
                                "The token is missing or wrong. Maybe open the whole address that \"narsil dashboard\""
                                        + " printed.")
                        : Answer.text(429, "There were many wrong tokens just now. Maybe wait a moment."));
    }

    /** The same page with all else that its address says. */
    private static String withoutToken(URI address) {
        String path = address.getPath();
        if (!path.matches("/[a-z/]*") || path.startsWith("//")) {
            // Not "//other.site/", which a browser would follow.
            return "/";
        }
        String rest = Stream.of(
                        Objects.requireNonNullElse(address.getRawQuery(), "").split("&"))
                .filter(pair -> Query.of(pair).all("token").isEmpty())
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? path : path + "?" + rest;
    }

    /** Lets who tries out tokens wait; false where so many do that they would keep others from being answered. */
    private boolean slowed() {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
        return true;
    }

    /** In a time that does not tell how much of it is right. */
    private boolean known(String token) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), place.token().getBytes(StandardCharsets.UTF_8));
    }

    private String brought(HttpExchange exchange) {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (bearer != null && bearer.startsWith(BEARER)) {
            return bearer.substring(BEARER.length());
        }
        for (String line : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (String one : line.split(";", -1)) {
                if (one.strip().startsWith(cookie() + "=")) {
                    return one.strip().substring(cookie().length() + 1);
                }
            }
        }
        return "";
    }

    /** A browser sends the cookies of a host to all its ports: each has a name of its own. */
    private String cookie() {
        return "narsil-" + port;
    }
}
