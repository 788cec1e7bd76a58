package io.narsil.network;

/** A reading that looks at layers with weights alone; nothing flows. */
public interface WeightReader extends Interpreter<Void> {
    @Override
    default Void activation(Void x, Activation activation) {
        return null;
    }

    @Override
    default Void maxPool(Void x, MaxPool pool) {
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
    default Void dropout(Void x) {
        return null;
    }
}
