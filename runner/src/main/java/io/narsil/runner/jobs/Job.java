package io.narsil.runner.jobs;

import io.narsil.runner.Death;

/** One job somewhere. Any thread may call. */
public interface Job {
    /** How far a job is, as far as it can be known from outside. */
    enum State {
        /** It will start, perhaps not for the first time. */
        WAITING,
        /** It runs, or is about to end. */
        RUNNING,
        /** It has ended and will not start again. */
        ENDED
    }

    /** A job that has ended before this search began. */
    Job PAST = new Job() {
        @Override
        public State state() {
            return State.ENDED;
        }

        @Override
        public String end() {
            return "its job has ended";
        }

        @Override
        public void cancel() {
            // There is nothing to end.
        }
    };

    /**
     * How far it is.
     *
     * @throws io.narsil.config.UserException where it was refused, with what the user can mend
     */
    State state();

    /** Its name where it runs, for people; empty where it has none. */
    default String name() {
        return "";
    }

    /** How it ended, for people: {@code its command ended with code 1}. */
    String end();

    /** Why it ended where it has told no result: somebody has ended it, unless more is known. */
    default Death death() {
        return Death.OUTSIDE;
    }

    /** Ends it soon, without waiting; has no effect where it has ended. */
    void cancel();
}
