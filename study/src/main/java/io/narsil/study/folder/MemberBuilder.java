package io.narsil.study.folder;

/** A {@link StudyResult.Member} in the making; numbers that are not given are 0, texts empty, and the rest is not there. */
public final class MemberBuilder {
    private final String budget;
    private final String limits;
    private long macs;
    private long params;
    private String recipe = "";
    private Double predicted;
    private double validation;
    private double test;
    private String folder = "";
    private StudyResult.Hand hand;
    private String problem = "";
    private Detail detail;
    private Double milliseconds;
    private SmallerNetwork smaller;

    MemberBuilder(String budget, String limits) {
        this.budget = budget;
        this.limits = limits;
    }

    /** Sets what the network costs: multiply-adds and parameters. */
    public MemberBuilder cost(long multiplyAdds, long parameters) {
        macs = multiplyAdds;
        params = parameters;
        return this;
    }

    /** Sets the recipe in short. */
    public MemberBuilder recipe(String brief) {
        recipe = brief;
        return this;
    }

    /** Sets the validation score that was predicted, after the epochs of a round; null for none. */
    public MemberBuilder predicted(Double score) {
        predicted = score;
        return this;
    }

    /** Sets what the trained network reaches on validation and on test images, and its files' place in the run folder. */
    public MemberBuilder trained(double onValidation, double onTest, String files) {
        validation = onValidation;
        test = onTest;
        folder = files;
        return this;
    }

    /** Sets what a person would take by hand; null for nothing. */
    public MemberBuilder hand(StudyResult.Hand network) {
        hand = network;
        return this;
    }

    /** Sets the answers class by class; null where they are not known. */
    public MemberBuilder detail(Detail answers) {
        detail = answers;
        return this;
    }

    /** Sets the latency that the device's profile expects; null where there is no profile. */
    public MemberBuilder latency(Double predictedMilliseconds) {
        milliseconds = predictedMilliseconds;
        return this;
    }

    /** Sets the smaller budget whose network is this one's, too; null for none. */
    public MemberBuilder smaller(SmallerNetwork budget) {
        smaller = budget;
        return this;
    }

    /** Sets the reason why there is no member. */
    public MemberBuilder problem(String reason) {
        problem = reason;
        return this;
    }

    /** The member, without an ONNX file. */
    public StudyResult.Member build() {
        return new StudyResult.Member(
                budget,
                limits,
                macs,
                params,
                recipe,
                predicted,
                validation,
                test,
                folder,
                null,
                problem,
                null,
                detail,
                hand,
                milliseconds,
                smaller);
    }
}
