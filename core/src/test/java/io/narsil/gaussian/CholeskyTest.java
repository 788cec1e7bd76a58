package io.narsil.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
    /** B B' and something on the diagonal. */
    private static double[][] positiveDefinite(int n) {
        RandomGenerator random = new Seeds(n).stream("matrix", 0);
        double[][] b = new double[n][n];
        for (double[] row : b) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    a[i][j] += b[i][k] * b[j][k];
                }
            }
            a[i][i] += 0.1;
        }
        return a;
    }

    /** Hipparchus makes the same operations one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 66})
    void everyBitEqualsThatOfAPlainImplementation(int n) {
        double[][] a = positiveDefinite(n);
        CholeskyDecomposition plain = new CholeskyDecomposition(new Array2DRowRealMatrix(a, true));
        double[] y = new Seeds(n).stream("y", 0).doubles(n).toArray();
        Cholesky own = Cholesky.of(a);
        double[][] inverse = plain.getSolver().getInverse().getData();
        double[][] lower = own.lowerInverse();
        for (int i = 0; i < n; i++) {
            assertThat(own.diagonal(i)).isEqualTo(plain.getL().getEntry(i, i));
            for (int j = 0; j <= i; j++) {
                assertThat(lower[i][j])
                        .as("size %d, row %d, column %d", n, i, j)
                        .isEqualTo(inverse[i][j]);
            }
        }
        assertThat(own.solve(y))
                .isEqualTo(plain.getSolver().solve(new ArrayRealVector(y)).toArray());
    }

    @Test
    void whatIsNotPositiveDefiniteHasNone() {
        assertThat(Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isNull();
        assertThat(Cholesky.of(new double[][] {{1, 1}, {1, 1}})).isNull();
        assertThat(Cholesky.of(new double[][] {{-1}})).isNull();
    }
}
