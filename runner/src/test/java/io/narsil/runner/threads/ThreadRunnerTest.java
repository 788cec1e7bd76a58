package io.narsil.runner.threads;

import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.TrialRunnerContract;

class ThreadRunnerTest extends TrialRunnerContract {
    @Override
    protected TrialRunner runner(int workers, ArtifactResolver files) {
        return new ThreadRunner(workers, files);
    }
}
