package io.hindsight.scoring.profiles;

import io.hindsight.scoring.data.Sessions;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.profiles.ProfileModel.Asking;

/** Trains {@link ProfileModel}s on one thread: the same bytes, also for people in another order. */
public final class ProfileTrainer {
  private ProfileTrainer() {}

  /** user-kNN. */
  public static ProfileModel train(TrainingData data, UserKnnConfig config) {
    return train(
        data,
        Rows.of(Sessions.of(data, 0), 1),
        config.group(),
        config.nearness(),
        Asking.WHOLE_HISTORY);
  }

  /** session-kNN. */
  public static ProfileModel train(TrainingData data, SessionKnnConfig config) {
    return train(
        data,
        Rows.of(Sessions.of(data, config.gapMillis()), 2),
        config.group(),
        config.nearness(),
        new Asking(config.last(), config.gapMillis()));
  }

  private static ProfileModel train(
      TrainingData data, Rows rows, int group, Nearness nearness, Asking asking) {
    int items = data.items().size();
    int[] people = new int[items];
    for (int item = 0; item < items; item++) {
      people[item] = data.byItem().length(item);
    }
    Profiles profiles = Grouping.of(rows, items, group);
    Weights weights = Weights.of(nearness.weighting(), people, data.users(), profiles);
    return new ProfileModel(data.items(), profiles, weights, nearness, asking);
  }
}
