package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.narsil.config.UserException;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TorchDeviceTest {
    @Test
    void aMachineWithoutCudaIsToldHowToGetIt() {
        assumeFalse(TorchDevice.built());
        assertThatThrownBy(() -> TorchDevice.cuda(0, true))
                .isInstanceOf(UserException.class)
                .hasMessage("device: cuda: this build of libtorch has no CUDA. Maybe build with: mvn -P gpu"
                        + " -DskipTests package.");
    }

    @Test
    void libtorchWithoutMemoryIsTakenForThat() {
        assertThatThrownBy(() -> torch.empty(1L << 50))
                .isInstanceOfSatisfying(
                        RuntimeException.class,
                        e -> assertThat(Worker.isOutOfMemory(e)).isTrue());
        assertThatThrownBy(() -> torch.empty(2).add(torch.empty(3)))
                .isInstanceOfSatisfying(
                        RuntimeException.class,
                        e -> assertThat(Worker.isOutOfMemory(e)).isFalse());
    }
}
