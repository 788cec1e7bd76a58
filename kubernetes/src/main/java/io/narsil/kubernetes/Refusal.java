package io.narsil.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Locale;
import java.util.Set;

/** What the cluster's answers mean where it does not do what it is asked. */
final class Refusal {
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    static final int EXISTS = 409;
    private static final int INVALID = 422;

    /** Answers that are no fault of what was asked: later, it may be taken. */
    private static final Set<Integer> PASSES = Set.of(408, EXISTS, 429, 500, 502, 503, 504);

    private Refusal() {}

    /**
     * Whether the same may be taken later.
     *
     * @param others truth of other jobs of this run, which were taken as they are asked for here
     */
    static boolean passes(KubernetesClientException e, boolean others) {
        boolean full = e.getCode() == FORBIDDEN && quota(words(e));
        return full ? others : unanswered(e) || PASSES.contains(e.getCode());
    }

    /** Whether nobody has answered: then there is no code of HTTP. */
    static boolean unanswered(KubernetesClientException e) {
        return e.getCode() <= 0;
    }

    /** Whether words are of a quota, which others may use up. */
    static boolean quota(String words) {
        return words.toLowerCase(Locale.ROOT).contains("exceeded quota");
    }

    /** What the cluster said. */
    static String words(KubernetesClientException e) {
        if (e.getStatus() != null && e.getStatus().getMessage() != null) {
            return e.getStatus().getMessage().strip();
        }
        return Unanswered.of(e).words();
    }

    /** What the user may do about it. */
    static String maybe(KubernetesClientException e) {
        String words = words(e);
        return switch (e.getCode()) {
            case UNAUTHORIZED -> "log in to the cluster again, until \"kubectl get jobs\" answers on this machine";
            case FORBIDDEN ->
                quota(words)
                        ? "smaller \"resources\", or another \"namespace\": \"kubectl describe quota\""
                        : "another \"namespace\", or a role that may do that: docs/cluster.md has one";
            case NOT_FOUND -> "a \"namespace\" that \"kubectl get namespaces\" lists";
            case INVALID -> "correct what it names";
            default -> unanswered(e) ? Unanswered.of(e).maybe() : "";
        };
    }
}
