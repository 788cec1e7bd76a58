package io.narsil.random;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The root of all randomness of a study.
 *
 * <p>A stream is named by a purpose and an index, never by a thread or a clock, so that the same study draws the same
 * numbers however many workers it has and however often it was stopped.
 *
 * @param seed seed of the study
 */
public record Seeds(long seed) {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("Xoshiro256PlusPlus");

    /** The 64-bit seed of one stream. */
    public long derive(String purpose, long index) {
        long hash = mix(seed);
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash ^ purpose.charAt(i));
        }
        return mix(hash + 0x9E3779B97F4A7C15L * (index + 1));
    }

    /** A new generator (xoshiro256++, Blackman and Vigna 2019) at the start of one stream. */
    public RandomGenerator stream(String purpose, long index) {
        return FACTORY.create(derive(purpose, index));
    }

    /** The root of a subtree of streams, named by a purpose and an index. */
    public Seeds below(String purpose, long index) {
        return new Seeds(derive(purpose, index));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output bit. */
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
