package io.narsil.dashboard.member;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.config.UserException;
import io.narsil.json.Json;
import io.narsil.report.part.MemberView;
import io.narsil.report.part.RunFiles;
import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.evaluation.FoundPhotos;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.PlainFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunSums;
import io.narsil.study.folder.StudyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the page of a member shows. The run may be somebody else's: its files are read where they are plain, no larger than those of
 * a run and, where {@link RunSums} lists them, as the run left them; what is wrong with one is said, and the others are shown. Not listed
 * are the images with their objects, which have checks of their own, the boxes that were found (a search that goes on keeps them beside),
 * and what was measured of the file in 8 bits.
 */
final class MemberReading {
    private static final long MOST_TEXT = 16 << 20;
    private static final long MOST_BOXES = 64 << 20;
    private static final long MOST_IMAGES = 4L << 30;

    private final RunFolder run;
    private final RunFiles files;
    private final List<Path> from = new ArrayList<>();
    private final StringBuilder stamp = new StringBuilder();

    MemberReading(RunFolder run) {
        this.run = run;
        this.files = new RunFiles(run, this::look);
    }

    /** Notes files as they are before they are read. */
    private void uses(Path... more) {
        from.addAll(List.of(more));
        stamp.append(Shown.stamp(List.of(more)));
    }

    private void look(Path file) {
        PlainFile.check(run, file, MOST_TEXT);
        RunSums sums = new RunSums(run);
        if (PlainFile.there(sums.file())) {
            PlainFile.check(run, sums.file(), MOST_TEXT);
            sums.check(List.of(file));
        }
    }

    /** Its figures, network, recipe and answers to the test images; nothing where the family has no such budget. */
    Optional<Shown> member(String budget) {
        uses(run.result(), new RunSums(run).file());
        StudyResult result = result();
        if (result == null) {
            return Optional.of(shown(new LinkedHashMap<>(), List.of()));
        }
        Optional<StudyResult.Member> found = find(result, budget);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StudyResult.Member member = found.get();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "names",
                result.family().stream().map(StudyResult.Member::budget).toList());
        all.put("family", result.family().stream().map(MemberReading::compared).toList());
        all.put("score", result.score());
        all.put("score_text", result.scoreText());
        all.put("unequal", ClassCount.unequal(result.classes()));
        all.put("finds", result.finds());
        all.put("member", member);
        all.put("classes", result.classes());
        List<Optional<Picture>> pictures = List.of();
        if (member.problem().isEmpty()) {
            folder(member).ifPresent(model -> {
                uses(model.path(), model.architecture(), model.recipe(), model.metrics(), model.testAnswers());
                uses(model.int8Worth());
                all.put("trial", trial(model));
            });
            MemberView view = MemberView.of(files, run, result, member);
            all.put("network", view.network());
            all.put("recipe", view.recipe());
            all.put("int8", view.eightBits().orElse(null));
            all.put("intervals", view.intervals());
            all.put("answers", view.answers().map(a -> a.pictured(i -> null)).orElse(null));
            pictures = view.answers().stream()
                    .flatMap(a -> a.surest().stream())
                    .map(Evaluation.SureMistake::picture)
                    .map(Picture::png)
                    .toList();
        }
        return Optional.of(shown(all, pictures));
    }

    /** What it takes to tell whether another member is no better than this one. */
    private static Map<String, Object> compared(StudyResult.Member member) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("budget", member.budget());
        all.put("problem", member.problem());
        all.put("macs", member.macs());
        all.put("params", member.params());
        all.put("validation", member.validation());
        all.put(
                "onnx",
                member.onnx() == null ? null : Map.of("median", member.onnx().median()));
        return all;
    }

    /** What it finds in some test images; nothing where the family has no such budget. */
    Optional<Shown> found(String budget) {
        uses(run.result(), new RunSums(run).file(), run.images(), run.objects());
        StudyResult result = result();
        Optional<StudyResult.Member> member = result == null ? Optional.empty() : find(result, budget);
        if (result != null && member.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> all = new LinkedHashMap<>();
        List<Optional<Picture>> pictures = new ArrayList<>();
        ModelFolder model = member.filter(m -> m.problem().isEmpty() && result.finds())
                .map(m -> files.read(() -> run.inside(m.folder())))
                .orElse(null);
        if (model != null) {
            uses(model.path(), model.metrics());
            Optional<FoundPhotos> photos = files.read(List.of(model.metrics()), () -> photos(model, budget));
            if (photos != null && photos.isPresent()) {
                all.put("classes", photos.get().classes());
                all.put("findings", photos.get().members().get(budget));
                all.put(
                        "photos",
                        photos.get().photos().stream()
                                .map(p -> Map.of("name", p.name(), "objects", p.objects()))
                                .toList());
                photos.get().photos().forEach(p -> pictures.add(Picture.jpeg(p.picture())));
            }
        }
        return Optional.of(shown(all, pictures));
    }

    private Optional<FoundPhotos> photos(ModelFolder model, String budget) {
        Path boxes = FoundPhotos.predictions(run, model);
        uses(boxes);
        if (!List.of(run.images(), run.objects(), boxes).stream().allMatch(PlainFile::there)) {
            return Optional.empty();
        }
        PlainFile.check(run, run.images(), MOST_IMAGES);
        PlainFile.check(run, run.objects(), MOST_BOXES);
        PlainFile.check(run, boxes, MOST_BOXES);
        try {
            return MemberView.photos(run, Map.of(budget, model));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UserException(boxes.toString(), "the file is damaged: " + e.getMessage(), "");
        }
    }

    private StudyResult result() {
        return files.read(List.of(run.result()), () -> StudyResult.read(run));
    }

    private static Optional<StudyResult.Member> find(StudyResult result, String budget) {
        return result.family().stream().filter(m -> m.budget().equals(budget)).findFirst();
    }

    /** The folder of a member; nothing where its name leads out of the run, which whoever reads its files says. */
    private Optional<ModelFolder> folder(StudyResult.Member member) {
        try {
            return Optional.of(run.inside(member.folder()));
        } catch (UserException e) {
            return Optional.empty();
        }
    }

    /** The number of the trial whose network it is; null where nobody knows. What is wrong with the file is said by others. */
    private Integer trial(ModelFolder model) {
        try {
            look(model.metrics());
            JsonNode trial = Json.read(model.metrics(), JsonNode.class).path("trial");
            return trial.isInt() ? (Integer) trial.asInt() : null;
        } catch (UserException e) {
            return null;
        }
    }

    private Shown shown(Map<String, Object> values, List<Optional<Picture>> pictures) {
        values.put("finished", true);
        values.put("pictures", pictures.stream().map(Optional::isPresent).toList());
        values.put("problems", files.faults());
        return Shown.of(values, pictures, from, stamp.toString());
    }
}
