package io.narsil.network;

/** An interpretation that looks only at layers with weights; nothing flows along the edges. */
public interface WeightReader extends Interpreter<Void> {
    @Override
    default Void activation(Void x, Activation activation) {
        return null;
    }

    @Override
    default Void maxPool(Void x, Pooling pool) {
        return null;
    }

    @Override
    default Void globalAveragePool(Void x) {
        return null;
    }

    @Override
    default Void scale(Void x, Void gate) {
        return null;
    }

    @Override
    default Void add(Void residual, Void branch, double depth) {
        return null;
    }

    @Override
    default Void upsample(Void x) {
        return null;
    }

    @Override
    default Void sum(Void x, Void y) {
        return null;
    }

    @Override
    default Void dropout(Void x) {
        return null;
    }
}
