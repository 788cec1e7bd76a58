package io.narsil.task;

/** The number by which detections are compared. */
public enum BoxScore implements Goal {
    /** The mean average precision over all classes, at IoUs of .50 to .95. */
    MAP;

    @Override
    public String key() {
        return "map";
    }

    @Override
    public String text() {
        return "mAP";
    }

    @Override
    public Task task(int classes) {
        return new Detection(classes);
    }

    @Override
    public boolean finds() {
        return true;
    }
}
