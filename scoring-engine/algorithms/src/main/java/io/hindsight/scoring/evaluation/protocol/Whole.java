package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.model.History;
import java.util.ArrayList;
import java.util.List;

/** All interactions, with nothing held out: what a model is trained on that is to be used. */
public final class Whole {
  private Whole() {}

  /** All pairs, with weights that decay from the newest of all. Items keep their numbers. */
  public static TrainingData training(Interactions data) {
    List<String> ids = new ArrayList<>();
    for (int item = 0; item < data.items().size(); item++) {
      ids.add(data.items().id(item));
    }
    TrainingDataBuilder builder = TrainingDataBuilder.over(ids);
    long newest = newest(data, 0, data.pairs());
    for (int user = 0; user < data.users(); user++) {
      History history = between(data, data.start(user), data.start(user + 1), newest);
      builder.user(history.items(), history.weights(), history.times());
    }
    return builder.build();
  }

  /** One user's, with weights that decay from their own newest. */
  public static History history(Interactions data, int user) {
    int from = data.start(user);
    int to = data.start(user + 1);
    return between(data, from, to, newest(data, from, to));
  }

  private static History between(Interactions data, int from, int to, long newest) {
    int[] items = new int[to - from];
    float[] weights = new float[items.length];
    long[] times = new long[data.timed() ? items.length : 0];
    for (int i = 0; i < items.length; i++) {
      items[i] = data.item(from + i);
      weights[i] = data.weight(from + i) * data.decay().left(data.time(from + i), newest);
      if (times.length > 0) {
        times[i] = data.time(from + i);
      }
    }
    return new History(items, weights, times);
  }

  private static long newest(Interactions data, int from, int to) {
    long newest = Long.MIN_VALUE;
    for (int pair = from; pair < to; pair++) {
      newest = Math.max(newest, data.time(pair));
    }
    return newest;
  }
}
