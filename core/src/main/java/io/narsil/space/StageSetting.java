package io.narsil.space;

/**
 * One setting of a stage's blocks: for the first block and for the rest.
 *
 * @param first setting of the stage's first block
 * @param rest setting of all other blocks; {@code first} where it is the same
 */
record StageSetting(Setting first, Setting rest) {
    static StageSetting same(Setting both) {
        return new StageSetting(both, both);
    }
}
