package io.narsil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are encrypted, and those that cannot be as the address asks for. */
class PostgresTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private static void refused(String address, String message) {
        assertThatThrownBy(() -> TrialStores.open(address).close())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(address + ": no encrypted connection: " + message)
                .hasMessageContaining("Maybe ")
                .hasMessageNotContaining("PGPASSWORD");
    }

    private static void opens(String address) {
        try (TrialStore store = TrialStores.open(address)) {
            assertThat(store.studies()).isEmpty();
        }
    }

    @Test
    void anAddressSaysHowConnectionsAreEncrypted() throws Exception {
        PostgresServer server = PostgresServer.get();
        refused(server.address("postgres", "?schema=tls&sslmode=require"), "The server does not support SSL");
        refused(server.address("postgres", "?schema=tls&sslmode=sometimes"), "Invalid sslmode value: sometimes");
        Path certificate = folder.resolve("server.crt");
        String key = certificate(certificate);
        server.encrypt(Files.readString(certificate), key);
        try {
            opens(server.address("postgres", "?schema=tls&sslmode=require"));
            assertThat(server.value("SELECT count(*) > 0 FROM pg_stat_ssl WHERE ssl"))
                    .isEqualTo("t");
            String known = "&sslrootcert=" + certificate;
            opens(server.address("postgres", "?schema=tls&sslmode=verify-full" + known));
            refused(
                    server.address("postgres", "?schema=tls&sslmode=verify-full&sslrootcert=" + folder.resolve("none")),
                    "Could not open SSL root certificate file " + folder.resolve("none"));
            refused(
                    server.address("postgres", "?schema=tls&sslmode=verify-full" + known)
                            .replace("localhost", "127.0.0.1"),
                    "The hostname 127.0.0.1 could not be verified");
            Path other = folder.resolve("other.crt");
            certificate(other);
            refused(
                    server.address("postgres", "?schema=tls&sslmode=verify-ca&sslrootcert=" + other),
                    "SSL error: PKIX");
        } finally {
            server.plain();
        }
    }

    /** Writes a certificate of this machine that nobody has signed; its key is given back. */
    private String certificate(Path file) throws Exception {
        Path store = folder.resolve(file.getFileName() + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-storetype",
                        "PKCS12",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Files.writeString(file, pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
        Key key = keys.getKey("server", PASSWORD.toCharArray());
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
