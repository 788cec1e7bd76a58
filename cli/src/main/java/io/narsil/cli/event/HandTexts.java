package io.narsil.cli.event;

import io.narsil.search.Trial;
import io.narsil.study.event.StudyEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is made by hand to compare the search with, in words. */
final class HandTexts {
    private HandTexts() {}

    static String of(StudyEvent.TrialsChosen e) {
        List<Trial> trials = e.choices().stream().map(StudyEvent.Choice::trial).toList();
        Map<String, List<String>> budgets = trials.stream()
                .collect(Collectors.groupingBy(
                        t -> t.candidate().space().name(),
                        LinkedHashMap::new,
                        Collectors.mapping(Trial::budget, Collectors.toList())));
        return "training what a person would take, to compare with what is found: the largest "
                + budgets.entrySet().stream()
                        .map(b -> b.getKey() + " network within " + String.join(", ", b.getValue()))
                        .collect(Collectors.joining("; the largest "))
                + "; " + EventTexts.epochs(trials.get(0).epochs()) + " each";
    }

    static String of(StudyEvent.NothingByHand e) {
        return e.budget().name() + ": no network that is made by hand will stand beside its member, since "
                + switch (e.reason()) {
                    case IMAGES -> "there are shapes for images of 24 to 320 pixels only";
                    case LATENCY -> "how long one takes on the device is not known";
                    case LIMITS -> "no shape has one within " + e.budget();
                    case BELIEVED ->
                        "the network that the space believes in, whole, is not within " + e.budget()
                                + " in copies of the images of any size";
                };
    }
}
