package io.narsil.fuzz;

import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.Protocol;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.WorkerMessage;

/** A line of each kind of the worker protocol. */
final class Requests {
    private static final Network NETWORK = NetworkFile.parse("example", """
            narsil: architecture/2
            name: example
            input: {channels: 1, resolution: 8}
            classes: 2
            backbone:
              stage1:
                - {block: conv, kernel: 3, channels: 4, stride: 2}
            head:
              - {block: classifier}
            """);

    private Requests() {}

    static String[] lines() {
        return new String[] {
            Protocol.write(new WorkerMessage.Ready("engine")),
            Protocol.write(new WorkerMessage.Epoch(1, 1, 0.5, 0.5, 1)),
            Protocol.write(new WorkerMessage.Alive(1)),
            Protocol.write(new WorkerMessage.Done(1, null)),
            Protocol.write(new WorkerMessage.Failed(1, true, "reason")),
            Protocol.write(new WorkerMessage.Stopped(-1, "reason")),
            Protocol.write(TrainRequest.of(1, NETWORK)
                    .teacher(NETWORK, "weights", 0.5)
                    .bestWeights("best")
                    .build()),
            Protocol.write(new AnswerRequest(NETWORK, "weights", "images", 3, "answers")),
            "{\"type\":\"epoch\",\"trial\":3,\"epoch\":1,\"loss\":NaN,\"accuracy\":0.7,\"seconds\":2.3}",
            "{\"type\":\"train\",\"recipe\":" + "{\"a\":\"b\"}" + ",\"data\":\"../x\",\"epochs\":1}"
        };
    }
}
