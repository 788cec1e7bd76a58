package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cluster says of the things of one kind: they are listed, and then watched from that list on. A watch that ends, for
 * whatever reason, lost or expired, is followed by another list; so is one that may be dead without a word. While
 * nobody answers, what was said last stands.
 *
 * @param <T> kind of the things
 */
final class Listed<T extends HasMetadata> implements AutoCloseable {
    private final FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> source;
    private final Paces paces;
    private final Map<String, T> all = new HashMap<>();
    private Optional<Watch> watch = Optional.empty();
    /** The number of the watch that counts: of one before it, words may still come. */
    private long turn;

    private boolean watched;
    private boolean closed;
    private long asked;
    private Optional<KubernetesClientException> failure = Optional.empty();

    Listed(FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> source, Paces paces) {
        this.source = source;
        this.paces = paces;
        asked = System.nanoTime() - paces.pause().toNanos();
    }

    /** All things by name. */
    synchronized Map<String, T> all() {
        look();
        return Map.copyOf(all);
    }

    private void look() {
        long age = System.nanoTime() - asked;
        if (age >= (watched ? paces.fresh() : paces.pause()).toNanos()) {
            list();
        }
    }

    /** The thing of a name; nothing where the cluster has none. */
    synchronized Optional<T> find(String name) {
        look();
        return Optional.ofNullable(all.get(name));
    }

    /** The things that have a label. */
    synchronized List<T> labelled(String label, String value) {
        look();
        return all.values().stream()
                .filter(thing -> value.equals(thing.getMetadata().getLabels().get(label)))
                .toList();
    }

    /**
     * All things by name, asked now.
     *
     * @throws KubernetesClientException where the cluster does not answer
     */
    synchronized Map<String, T> now() {
        list();
        failure.ifPresent(e -> {
            throw e;
        });
        return Map.copyOf(all);
    }

    /** Notes a thing that was made just now, so that its absence means that it is gone. */
    synchronized void made(T thing) {
        all.putIfAbsent(thing.getMetadata().getName(), thing);
    }

    private void list() {
        if (closed) {
            return;
        }
        asked = System.nanoTime();
        try {
            KubernetesResourceList<T> list = source.list();
            all.clear();
            list.getItems().forEach(thing -> all.put(thing.getMetadata().getName(), thing));
            failure = Optional.empty();
            watch(list.getMetadata().getResourceVersion());
        } catch (KubernetesClientException e) {
            failure = Optional.of(e);
            watched = false;
        } catch (IllegalStateException e) {
            // The client was closed meanwhile.
            failure = Optional.of(new KubernetesClientException("the client was closed", e));
            watched = false;
        }
    }

    /** Watches from a list on; where that is not allowed, or fails, lists are all there is. */
    private void watch(String version) {
        watch.ifPresent(Watch::close);
        watch = Optional.empty();
        turn++;
        watched = true;
        try {
            watch = Optional.of(source.watch(
                    new ListOptionsBuilder()
                            .withResourceVersion(version)
                            .withAllowWatchBookmarks(true)
                            .build(),
                    new Reader(turn)));
        } catch (KubernetesClientException e) {
            watched = false;
        }
    }

    private synchronized void heard(long from, Watcher.Action action, T thing) {
        if (from != turn) {
            return;
        }
        String name = thing.getMetadata().getName();
        switch (action) {
            case ADDED, MODIFIED -> all.put(name, thing);
            case DELETED -> all.remove(name);
            default -> {
                // Bookmarks say how far a watch is, which the client notes; errors end it.
            }
        }
    }

    private synchronized void ended(long from) {
        if (from == turn) {
            watched = false;
        }
    }

    @Override
    public void close() {
        Optional<Watch> last;
        synchronized (this) {
            closed = true;
            turn++;
            last = watch;
            watch = Optional.empty();
        }
        last.ifPresent(Watch::close);
    }

    private final class Reader implements Watcher<T> {
        private final long number;

        Reader(long number) {
            this.number = number;
        }

        @Override
        public void eventReceived(Action action, T thing) {
            heard(number, action, thing);
        }

        @Override
        public void onClose() {
            ended(number);
        }

        @Override
        public void onClose(WatcherException cause) {
            ended(number);
        }
    }
}
