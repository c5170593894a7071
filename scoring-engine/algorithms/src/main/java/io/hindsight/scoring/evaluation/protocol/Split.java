package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.data.TrainingData;

/**
 * What a model learns from, and what it is asked.
 *
 * @param firstMet when each training item was first met by anybody, in milliseconds; empty where
 *     times are not known
 * @param withoutHistory users with something to test and no history, who are not tested
 * @param unseenWanted test items that the training part does not have: they count as misses
 * @param unused pairs of unknown items that the protocol leaves out
 * @param later interactions after what is tested, with items that the user had met before: neither
 *     learned from nor tested
 * @param leaked pairs of a given test part that are in the training part too, and so not tested
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Split(
    TrainingData training,
    TestSet tests,
    double[] firstMet,
    int withoutHistory,
    long unseenWanted,
    long unused,
    long later,
    Leaked leaked) {}
