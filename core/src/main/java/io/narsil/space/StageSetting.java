package io.narsil.space;

/**
 * What a stage says of one setting of its blocks.
 *
 * @param first setting of the stage's first block
 * @param rest setting of all other blocks; {@code first} where it is the same
 */
record StageSetting(Setting first, Setting rest) {
    static StageSetting same(Setting both) {
        return new StageSetting(both, both);
    }
}
