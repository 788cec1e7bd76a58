package io.narsil.study.evaluation;

import io.narsil.config.UserException;
import io.narsil.data.MeasuredImages;
import io.narsil.data.SingleImage;
import io.narsil.onnx.OnnxModel;
import io.narsil.task.Answers;
import java.io.IOException;

/** Gives images to a deployed network, each by itself and read as photos are that it will be given, and counts what it answers. */
public final class Evaluator {
    private final OnnxModel model;
    private final MeasuredImages images;
    private final KnownClasses known;
    /** The name of the images in messages. */
    private final String where;

    /**
     * An evaluator; a {@link UserException} where the images have classes that the network does not know.
     *
     * @param where name of the images in messages
     */
    public Evaluator(OnnxModel model, MeasuredImages images, String where) {
        this.model = model;
        this.images = images;
        this.where = where;
        known = KnownClasses.of(model.classes(), images, where);
    }

    /** Hears how the work goes on. */
    public interface Listener {
        /** Hears that so many images are over. */
        void over(int count);

        /** Hears of an image that cannot be read. */
        void unread(UserException fault);
    }

    /** The network's classes that have no image here. */
    public KnownClasses classes() {
        return known;
    }

    /** Answers all images; a {@link UserException} where none can be read. */
    public Evaluation evaluate(Listener listener) {
        Count count = new Count(listener);
        images.forEach(model.size(), model.channels(), model.preparation().fit(), model::probabilities, count);
        if (count.answers.confusion().count() == 0) {
            throw new UserException(where, "none of its images can be read", "");
        }
        return Evaluation.of(count.answers, model.classes(), images::name, count.unread);
    }

    private final class Count implements MeasuredImages.Taker<double[]> {
        private final Answers answers = new Answers(model.classes().size(), Evaluation.SUREST);
        private final int[] labels = known.labels(images.labels());
        private final Listener listener;
        private long unread;

        Count(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void take(int image, double[] probabilities) {
            answers.add(image, labels[image], probabilities);
            listener.over(image + 1);
        }

        @Override
        public void unread(int image, IOException reason) {
            unread++;
            listener.unread(SingleImage.fault(images.name(image), reason));
            listener.over(image + 1);
        }
    }
}
