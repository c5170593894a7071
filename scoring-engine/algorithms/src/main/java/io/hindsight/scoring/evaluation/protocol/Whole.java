package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.evaluation.data.Folding;
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
    Folding folding = new Folding(data, repeat -> true);
    long newest = Long.MIN_VALUE;
    for (int user = 0; user < data.users(); user++) {
      newest = Math.max(newest, folding.newest(user, pair -> true));
    }
    for (int user = 0; user < data.users(); user++) {
      History history = of(data, user, folding, newest);
      builder.user(history.items(), history.weights(), history.times());
    }
    return builder.build();
  }

  /** One user's, with weights that decay from their own newest. */
  public static History history(Interactions data, int user) {
    Folding folding = new Folding(data, repeat -> true);
    return of(data, user, folding, folding.newest(user, pair -> true));
  }

  private static History of(Interactions data, int user, Folding folding, long newest) {
    int from = data.start(user);
    int[] items = new int[data.start(user + 1) - from];
    float[] weights = new float[items.length];
    long[] times = new long[data.timed() ? items.length : 0];
    folding.take(user, newest);
    for (int i = 0; i < items.length; i++) {
      items[i] = data.item(from + i);
      weights[i] = folding.weight(from + i);
      if (times.length > 0) {
        times[i] = folding.time(from + i);
      }
    }
    return new History(items, weights, times);
  }
}
