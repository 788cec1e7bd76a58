package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A cluster that is pretended: fabric8's server, with a {@link Kubelet}, behind a {@link Wire}. */
final class PretendCluster implements AutoCloseable {
    static final String NAMESPACE = "vision";

    private static final int GONE = 410;
    private static final Logger SILENT = Logger.getLogger(MockWebServer.class.getName());

    /** Lines such as {@code POST /apis/batch/v1/namespaces/vision/jobs} of all that was asked. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    final Wire wire;
    final KubernetesClient client;
    final Kubelet kubelet;
    private final KubernetesMockServer server;
    private final Queue<MockResponse> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Patient> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger expired = new AtomicInteger();
    private volatile boolean lost;

    PretendCluster(Function<List<String>, Running> starter) throws IOException {
        SILENT.setLevel(Level.OFF);
        KubernetesMixedDispatcher crud = new KubernetesMixedDispatcher(new HashMap<>());
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Faults(crud), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        wire = new Wire(server.getPort());
        client = new KubernetesClientBuilder()
                .withConfig(config(server.getPort()))
                .build();
        kubelet = new Kubelet(client, starter);
    }

    /** The way to a server at a port of this machine. */
    static Config config(int port) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://localhost:" + port)
                .withNamespace(NAMESPACE)
                .withHttp2Disable(true)
                // The server may hold a request back for ever while a watch ends; it is then asked again.
                .withRequestTimeout(10_000)
                .build();
    }

    /** Answers the next tries to make a job with a code and words. */
    void refuse(int times, int code, String words) {
        for (int i = 0; i < times; i++) {
            refusals.add(status(code, words));
        }
    }

    /** Loses the answer to the next try to make a job, which is made. */
    void loseAnAnswer() {
        lost = true;
    }

    /** Has the next watches be of versions that are too old. */
    void expire(int watches) {
        expired.set(watches);
    }

    /** Whether there are watches yet that will be too old. */
    boolean expires() {
        return expired.get() > 0;
    }

    /** The name of the only job with such a part in its name. */
    String job(String part) {
        return jobs().stream().filter(name -> name.contains(part)).findFirst().orElseThrow();
    }

    List<String> jobs() {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems().stream()
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    void delete(String job) {
        client.batch().v1().jobs().inNamespace(NAMESPACE).withName(job).delete();
    }

    void create(Job job) {
        client.batch().v1().jobs().inNamespace(NAMESPACE).resource(job).create();
    }

    /** How often jobs were made, or were to be. */
    long made() {
        return asked.stream()
                .filter(line -> line.startsWith("POST") && line.endsWith("/jobs"))
                .count();
    }

    private static MockResponse status(int code, String words) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(Serialization.asJson(new StatusBuilder()
                        .withStatus("Failure")
                        .withCode(code)
                        .withMessage(words)
                        .build()));
    }

    @Override
    public void close() throws IOException {
        kubelet.close();
        client.close();
        wire.close();
        server.destroy();
        told.forEach(Patient::end);
    }

    private final class Faults extends Dispatcher {
        private final Dispatcher crud;

        Faults(Dispatcher crud) {
            this.crud = crud;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            asked.add(request.getMethod() + " " + request.getPath());
            boolean makes =
                    request.getMethod().equals("POST") && request.getPath().endsWith("/jobs");
            if (makes && !refusals.isEmpty()) {
                return refusals.remove();
            }
            boolean watches = request.getPath().contains("watch=true");
            int left = watches ? expired.getAndUpdate(n -> Math.max(0, n - 1)) : 0;
            if (left > 0) {
                // As servers may do it: at once, or as an event of the watch.
                return left % 2 == 0 ? status(GONE, "too old resource version") : tooOld();
            }
            MockResponse answer = crud.dispatch(unselected(request));
            if (makes && lost) {
                lost = false;
                return status(504, "the request did not complete within the allotted timeout");
            }
            if (answer.getWebSocketListener() == null) {
                return answer;
            }
            Patient watch = new Patient(answer.getWebSocketListener());
            told.add(watch);
            return new MockResponse().withWebSocketUpgrade(watch);
        }

        /** Fields select nothing here that the server knows of. */
        private static RecordedRequest unselected(RecordedRequest request) {
            return request.getPath().contains("?fieldSelector=")
                    ? new RecordedRequest(
                            request.getHttpVersion(),
                            request.method(),
                            request.getPath().replaceFirst("\\?.*", ""),
                            request.getHeaders(),
                            request.getBody())
                    : request;
        }

        private static MockResponse tooOld() {
            return new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
                @Override
                public void onOpen(WebSocket socket, Response response) {
                    socket.send(
                            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":"
                                    + "\"Failure\",\"reason\":\"Expired\",\"message\":\"too old resource version\",\"code\":410}}");
                }
            });
        }

        @Override
        public void shutdown() {
            crud.shutdown();
        }

        @Override
        public void releaseResources() {
            crud.releaseResources();
        }
    }
}
