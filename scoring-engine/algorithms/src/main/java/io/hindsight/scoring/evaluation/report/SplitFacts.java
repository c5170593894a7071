package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.protocol.Leaked;
import io.hindsight.scoring.evaluation.protocol.Split;

/**
 * How large the parts were; with several folds, of the first.
 *
 * @param withoutHistory users with something to test and no history, who were not tested
 * @param unseenTestItems test items without training, counted as misses
 * @param unusedPairs pairs of items without training, left out where the protocol says so
 * @param later interactions after what is tested, with items that the user had met before: neither
 *     learned from nor tested
 * @param leaked what a given test part has in common with the training part
 */
public record SplitFacts(
    int trainingUsers,
    int trainingItems,
    int trainingPairs,
    int testUsers,
    long testPairs,
    int withoutHistory,
    long unseenTestItems,
    long unusedPairs,
    long later,
    Leaked leaked) {

  static SplitFacts of(Split split) {
    long pairs = 0;
    for (int test = 0; test < split.tests().size(); test++) {
      pairs += split.tests().wanted(test).length;
    }
    return new SplitFacts(
        split.training().users(),
        split.training().items().size(),
        split.training().pairs(),
        split.tests().size(),
        pairs,
        split.withoutHistory(),
        split.unseenWanted(),
        split.unused(),
        split.later(),
        split.leaked());
  }
}
