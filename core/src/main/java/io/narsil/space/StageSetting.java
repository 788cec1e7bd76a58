package io.narsil.space;

/**
 * What a stage says of one setting of its blocks.
 *
 * @param first of its first block
 * @param rest of all others; {@code first} where it is the same
 */
record StageSetting(Setting first, Setting rest) {
    static StageSetting same(Setting both) {
        return new StageSetting(both, both);
    }
}
