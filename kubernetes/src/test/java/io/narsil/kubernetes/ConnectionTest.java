package io.narsil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways to a cluster that lead nowhere: each is a sentence. */
class ConnectionTest {
    private static final String PROPERTY = "kubeconfig";

    private static final String GOOD = """
            apiVersion: v1
            kind: Config
            current-context: lab
            contexts: [{name: lab, context: {cluster: k, user: u, namespace: vision}}]
            clusters: [{name: k, cluster: {server: "https://localhost:1", insecure-skip-tls-verify: true}}]
            users: [{name: u, user: {token: abc}}]
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void begin() {
        file = folder.resolve("config");
        System.setProperty(PROPERTY, file.toString());
    }

    @AfterEach
    void end() {
        System.clearProperty(PROPERTY);
    }

    private static KubernetesSettings settings(Map<String, String> said) {
        return new KubernetesSettings(said, Map.of(), Map.of(), Map.of(), List.of(), List.of(), Map.of());
    }

    private void refused(String kubeconfig, String message) throws IOException {
        Files.writeString(file, kubeconfig);
        assertThatThrownBy(() -> Connection.open(settings(Map.of()), "study.yaml:3"))
                .isInstanceOf(UserException.class)
                .hasMessage("study.yaml:3: " + message);
    }

    @Test
    void whereThereIsNoKubeconfigThatIsSaid() {
        assertThatThrownBy(() -> Connection.open(settings(Map.of()), "study.yaml:3"))
                .isInstanceOf(UserException.class)
                .hasMessage("study.yaml:3: this machine knows no cluster: there is no kubeconfig (" + file
                        + "). Maybe set KUBECONFIG, or search where \"kubectl get jobs\" answers.");
    }

    @Test
    void aKubeconfigThatNamesNoClusterIsSaid() throws IOException {
        refused(
                "",
                "this machine knows no cluster: " + file
                        + " has no context. Maybe set KUBECONFIG, or search where \"kubectl get jobs\" answers.");
        refused(
                GOOD.replace("current-context: lab\n", ""),
                "this machine knows no cluster: " + file + " has no \"current-context\" that is one of its contexts."
                        + " Maybe \"context: lab\" of the runner, or \"kubectl config use-context lab\".");
        assertThatThrownBy(() -> Connection.open(settings(Map.of("context", "lap")), "study.yaml:3"))
                .hasMessage("study.yaml:3: the kubeconfig of this machine has no context \"lap\". Maybe lab.");
    }

    @ParameterizedTest
    @CsvSource({"certificate-authority: /nowhere/ca.crt", "client-certificate: /nowhere/ca.crt"})
    void aFileThatIsNotThereIsNamed(String line) throws IOException {
        String text = line.startsWith("client")
                ? GOOD.replace("token: abc", line + ", client-key: /nowhere/key")
                : GOOD.replace("insecure-skip-tls-verify: true", line);
        refused(text, "the way to the cluster cannot be read: there is no /nowhere/ca.crt. Maybe mend the kubeconfig.");
    }

    @Test
    void whatIsNoYamlIsSaid() throws IOException {
        Files.writeString(file, "{ this: [is not\n");
        assertThatThrownBy(() -> Connection.open(settings(Map.of()), "study.yaml:3"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("study.yaml:3: the way to the cluster cannot be read: ")
                .hasMessageEndingWith("Maybe mend the kubeconfig.");
    }

    @Test
    void aGoodOneOpens() throws IOException {
        Files.writeString(file, GOOD);
        try (var client = Connection.open(settings(Map.of()), "study.yaml:3")) {
            assertThat(client.getMasterUrl()).hasToString("https://localhost:1/");
            assertThat(client.getNamespace()).isEqualTo("vision");
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new SSLHandshakeException("PKIX").initCause(new CertificateExpiredException("NotAfter: Thu")),
                        "its certificate has expired (NotAfter: Thu)"),
                Arguments.of(new CertificateNotYetValidException("NotBefore: Fri"), "its certificate is not valid yet"),
                Arguments.of(new CertPathBuilderException("unable to find"), "its certificate is of no authority that"),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: certificate_expired"),
                        "it refuses the certificate of this machine (Received fatal alert: certificate_expired)"),
                Arguments.of(
                        new ConnectException().initCause(new UnresolvedAddressException()), "there is no such host"),
                Arguments.of(new ConnectException().initCause(new ClosedChannelException()), "nobody listens there"),
                Arguments.of(new ClosedChannelException(), "the connection was closed"),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: protocol_version"),
                        "Received fatal alert: protocol_version"),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: unknown_ca"),
                        "it refuses the certificate of this machine"),
                Arguments.of(new HttpTimeoutException("timed out"), "no answer in time"),
                Arguments.of(new IllegalStateException("first\nsecond"), "first"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whyNobodyAnswersIsSaidInWords(Throwable cause, String words) {
        assertThat(Unanswered.of(new IOException(null, cause)).words())
                .startsWith(words)
                .doesNotContain("\n");
    }
}
