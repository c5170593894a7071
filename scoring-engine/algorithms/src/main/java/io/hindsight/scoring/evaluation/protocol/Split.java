package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.data.TrainingData;

/**
 * What a model learns from, and what it is asked.
 *
 * @param withoutHistory users with something to test and no history, who are not tested
 * @param unseenWanted test items that the training part does not have: they count as misses
 * @param unused pairs of unknown items that the protocol leaves out
 * @param leaked pairs of a given test part that are in the training part too, and so not tested
 */
public record Split(
    TrainingData training,
    TestSet tests,
    int withoutHistory,
    long unseenWanted,
    long unused,
    Leaked leaked) {}
