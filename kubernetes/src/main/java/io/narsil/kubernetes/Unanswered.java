package io.narsil.kubernetes;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why nobody has answered, in words: Java's own are of its parts.
 *
 * @param words words for it
 * @param maybe likely fix, or nothing
 */
record Unanswered(String words, String maybe) {
    private static final String ANSWERS = "set KUBECONFIG, or search where \"kubectl get jobs\" answers";
    private static final String ANEW = "a new kubeconfig, from whoever runs the cluster";

    /** The words for a failure and what has caused it. */
    static Unanswered of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Unanswered> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new Unanswered(first(failure), ANSWERS);
    }

    private static Optional<Unanswered> known(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        if (cause instanceof CertificateExpiredException) {
            return Optional.of(new Unanswered("its certificate has expired (" + message + ")", ANEW));
        } else if (cause instanceof CertificateNotYetValidException) {
            return Optional.of(new Unanswered(
                    "its certificate is not valid yet (" + message + ")", "correct the clock of this machine"));
        } else if (cause instanceof CertPathBuilderException) {
            return Optional.of(new Unanswered(
                    "its certificate is of no authority that the kubeconfig names",
                    "the cluster's own as \"certificate-authority\" there"));
        } else if (cause instanceof SSLException
                && message.matches("Received fatal alert: .*(certificate|unknown_ca).*")) {
            return Optional.of(new Unanswered(
                    "it refuses the certificate of this machine (" + message + ")", "log in to the cluster again"));
        } else if (cause instanceof UnresolvedAddressException) {
            return Optional.of(new Unanswered("there is no such host", ANSWERS));
        } else if (cause instanceof ConnectException
                && (cause.getCause() == null || cause.getCause() instanceof ClosedChannelException)) {
            return Optional.of(new Unanswered("nobody listens there", ANSWERS));
        } else if (cause instanceof ClosedChannelException) {
            return Optional.of(new Unanswered("the connection was closed", ANSWERS));
        } else if (cause instanceof HttpTimeoutException) {
            return Optional.of(new Unanswered("no answer in time", ANSWERS));
        } else if (cause instanceof NoSuchFileException || cause instanceof java.io.FileNotFoundException) {
            return Optional.of(new Unanswered(
                    "there is no " + message.replaceFirst(" \\(No such file.*", ""), "mend the kubeconfig"));
        }
        return Optional.empty();
    }

    /** What the deepest cause says, in one line. */
    private static String first(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String message = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
