package io.narsil.device;

import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A candidate as one line of a file: which of its values each parameter has, from 0, in the space's order. */
final class CandidateText {
    private CandidateText() {}

    static String write(Candidate candidate) {
        return Arrays.stream(candidate.genes()).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    /** The candidate of a line; nothing where it is none of the space. */
    static Optional<Candidate> read(String text, SearchSpace space) {
        String[] words = text.split(" ", -1);
        if (words.length != space.parameters().size()) {
            return Optional.empty();
        }
        int[] genes = new int[words.length];
        for (int i = 0; i < genes.length; i++) {
            if (!words[i].matches("[0-9]{1,9}")) {
                return Optional.empty();
            }
            genes[i] = Integer.parseInt(words[i]);
            if (genes[i] >= space.parameters().get(i).size()) {
                return Optional.empty();
            }
        }
        return Optional.of(space.candidate(genes));
    }
}
