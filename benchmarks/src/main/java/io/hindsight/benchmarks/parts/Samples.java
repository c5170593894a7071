package io.hindsight.benchmarks.parts;

import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.subjects.Personal;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the parts are fed with. */
final class Samples {
  private Samples() {}

  static TrainingData ratings(int count) {
    Ratings ratings = new Ratings(42, count);
    TrainingDataBuilder builder =
        TrainingDataBuilder.over(
            IntStream.range(0, ratings.items()).mapToObj(Integer::toString).toList());
    TreeMap<Integer, List<Ratings.Rating>> people = new TreeMap<>();
    ratings.forEach(
        rating -> people.computeIfAbsent(rating.person(), p -> new ArrayList<>()).add(rating));
    for (List<Ratings.Rating> rows : people.values()) {
      int[] items = new int[rows.size()];
      float[] weights = new float[rows.size()];
      for (int i = 0; i < items.length; i++) {
        items[i] = builder.items().indexOf(Integer.toString(rows.get(i).item()));
        weights[i] = rows.get(i).value();
      }
      builder.user(items, weights);
    }
    return builder.build();
  }

  static InteractionRecorded interaction(
      int number, SubjectId subject, @Nullable Personal query, @Nullable Personal session) {
    return new InteractionRecorded(
        new InteractionId(String.format("%08d-0123456789abcdef", number)),
        subject,
        new ItemId("item-" + number % 1000),
        InteractionType.SEARCH_CLICK,
        Instant.parse("2026-03-04T05:06:07.089Z").plusSeconds(number),
        null,
        null,
        null,
        null,
        null,
        query,
        null,
        session,
        null,
        null,
        null,
        null);
  }
}
