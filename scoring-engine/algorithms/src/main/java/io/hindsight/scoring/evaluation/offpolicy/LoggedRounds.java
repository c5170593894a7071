package io.hindsight.scoring.evaluation.offpolicy;

/**
 * What was shown, and what came of it. Not copied: whoever hands it over leaves it alone.
 *
 * @param cells what each round's decision hung on, as the reward model knows it: a position, a
 *     group of people
 * @param actions what was shown
 * @param rewards finite
 * @param propensities with which probability the logging policy showed it, above 0
 * @param cellCount cells are below it
 * @param actionCount actions are below it
 */
@SuppressWarnings("ArrayRecordComponent") // flat data, never compared
public record LoggedRounds(
    int[] cells,
    int[] actions,
    double[] rewards,
    double[] propensities,
    int cellCount,
    int actionCount) {

  public LoggedRounds {
    if (actions.length != cells.length
        || rewards.length != cells.length
        || propensities.length != cells.length) {
      throw new IllegalArgumentException(
          "%d cells, %d actions, %d rewards, %d propensities"
              .formatted(cells.length, actions.length, rewards.length, propensities.length));
    }
    if (cells.length < 2) {
      throw new IllegalArgumentException("at least 2 rounds are needed, were " + cells.length);
    }
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] < 0 || cells[i] >= cellCount || actions[i] < 0 || actions[i] >= actionCount) {
        throw new IllegalArgumentException(
            "round %d: cell %d of %d, action %d of %d"
                .formatted(i, cells[i], cellCount, actions[i], actionCount));
      }
      if (!(propensities[i] > 0 && propensities[i] <= 1) || !Double.isFinite(rewards[i])) {
        throw new IllegalArgumentException(
            "round %d: the propensity must be above 0 and at most 1, was %s; the reward must be finite, was %s"
                .formatted(i, propensities[i], rewards[i]));
      }
    }
  }

  public int size() {
    return cells.length;
  }
}
