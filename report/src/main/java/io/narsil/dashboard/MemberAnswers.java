package io.narsil.dashboard;

import io.narsil.dashboard.member.MemberPages;
import io.narsil.dashboard.member.Picture;
import io.narsil.dashboard.member.Shown;
import io.narsil.dashboard.run.AllRuns;
import io.narsil.dashboard.run.WatchedRun;
import java.util.List;
import java.util.Optional;

/** What the page of a member asks for: values of JSON, and pictures one by one. */
final class MemberAnswers {
    private final AllRuns runs;
    private final MemberPages members = new MemberPages();

    MemberAnswers(AllRuns runs) {
        this.runs = runs;
    }

    /** The answer for a path; nothing where there is no such path. */
    Optional<Answer> answer(String path, Query query) {
        if (!List.of("/api/member", "/api/found", "/api/picture", "/api/photo").contains(path)) {
            return Optional.empty();
        }
        Optional<WatchedRun> run = runs.run(query.text("run"));
        if (run.isEmpty()) {
            return Optional.of(Answer.text(404, "There is no such run in " + runs.shown() + "."));
        }
        String budget = query.text("budget");
        boolean found = path.equals("/api/found") || path.equals("/api/photo");
        Optional<Shown> shown = found ? members.found(run.get(), budget) : members.member(run.get(), budget);
        if (shown.isEmpty()) {
            return Optional.of(Answer.text(404, "The family of " + run.get().name() + " has no such budget."));
        }
        if (path.equals("/api/member") || path.equals("/api/found")) {
            return Optional.of(Answer.of(
                    200, "application/json; charset=utf-8", shown.get().bytes()));
        }
        return Optional.of(picture(shown.get(), query.number("number", -1)));
    }

    private static Answer picture(Shown shown, int number) {
        Optional<Picture> picture = number < 0 || number >= shown.pictures().size()
                ? Optional.empty()
                : shown.pictures().get(number);
        return picture.map(p -> Answer.of(200, p.type(), p.bytes()))
                .orElseGet(() -> Answer.text(404, "There is no such picture."));
    }
}
