package io.narsil.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.narsil.dashboard.action.Actions;
import io.narsil.dashboard.action.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The way to actions: a request of a page of this very server, and nobody else's. A browser says from which origin a request comes, and
 * no page of another one can say otherwise; nor can it send JSON without asking first, which is refused.
 */
final class ActionDoor {
    static final String PATH = "/api/act";

    private static final List<String> READ = List.of("/api/actions", "/api/job");

    private final Optional<Actions> actions;

    ActionDoor(Optional<Actions> actions) {
        this.actions = actions;
    }

    /** The answer to a request that only looks; nothing where the path is another one. */
    Optional<Answer> look(String path, Query query) {
        if (path.equals(PATH)) {
            return Optional.of(
                    Answer.text(405, "An action is asked for by POST.").with(Map.of("Allow", "POST")));
        }
        if (!READ.contains(path)) {
            return Optional.empty();
        }
        if (actions.isEmpty()) {
            return Optional.of(Answer.json(Map.of("allowed", false, "jobs", List.of())));
        }
        return Optional.of(
                path.equals("/api/job")
                        ? actions.get()
                                .job(query.text("job"))
                                .map(Answer::json)
                                .orElseGet(() -> Answer.text(404, "There is no such number."))
                        : Answer.json(actions.get().offers(query.text("run"))));
    }

    /** The answer to an action that is asked for, by whoever knows the token. */
    Answer act(HttpExchange exchange) throws IOException {
        if (actions.isEmpty()) {
            return Answer.text(
                    403, "This dashboard only reads. Maybe start it with: narsil dashboard RUNS --allow-actions");
        }
        Headers headers = exchange.getRequestHeaders();
        Optional<Answer> foreign = foreign(headers);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        String type = String.valueOf(headers.getFirst("Content-Type"));
        if (!type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip().equals("application/json")) {
            return Answer.text(415, "An action is asked for as application/json.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(Actions.LARGEST + 1);
        if (body.length > Actions.LARGEST) {
            return Answer.text(413, "An action has at most " + Actions.LARGEST + " bytes.");
        }
        try {
            return Answer.json(actions.get().act(body));
        } catch (Refused e) {
            return Answer.text(e.status(), e.getMessage());
        }
    }

    private static Optional<Answer> foreign(Headers headers) {
        String origin = headers.getFirst("Origin");
        if (origin == null) {
            return Optional.of(Answer.text(
                    403,
                    "An action must say from which page it comes (Origin), as browsers do. Maybe use the command line"
                            + " instead."));
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean own = origin.equalsIgnoreCase("http://" + headers.getFirst("Host"))
                && headers.get("Origin").size() == 1
                && (site == null || site.equals("same-origin"));
        return own ? Optional.empty() : Optional.of(Answer.text(403, "A page of another origin cannot act here."));
    }
}
