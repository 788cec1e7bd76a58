package io.narsil.search;

import io.narsil.space.SearchSpace;

/** Whether so little was tried that nothing tells which choice made a score. */
final class FewTried {
    private FewTried() {}

    /**
     * Whether fewer candidates were tried than there are parameters with a choice.
     *
     * @param tried number of candidates that were tried
     */
    static boolean in(SearchSpace space, int tried) {
        return tried < space.parameters().stream().filter(p -> p.size() > 1).count();
    }
}
