package io.hindsight.scoring.knn;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random people with random tastes. */
record Baskets(List<Map<String, Float>> users) {

  static Baskets random(long seed) {
    Random random = new Random(seed);
    int items = 2 + random.nextInt(30);
    int people = 1 + random.nextInt(40);
    List<Map<String, Float>> users = new ArrayList<>();
    for (int u = 0; u < people; u++) {
      Map<String, Float> user = new TreeMap<>();
      int size = 1 + random.nextInt(items);
      for (int i = 0; i < size; i++) {
        user.put("item-" + random.nextInt(items), 0.25f * (1 + random.nextInt(40)));
      }
      users.add(user);
    }
    return new Baskets(users);
  }

  Baskets shuffled(long seed) {
    List<Map<String, Float>> other = new ArrayList<>(users);
    Collections.shuffle(other, new Random(seed));
    return new Baskets(other);
  }

  TrainingData data() {
    TreeSet<String> ids = new TreeSet<>();
    users.forEach(user -> ids.addAll(user.keySet()));
    var builder = TrainingDataBuilder.over(ids);
    for (var user : users) {
      int[] items = user.keySet().stream().mapToInt(builder.items()::indexOf).toArray();
      float[] weights = new float[items.length];
      int i = 0;
      for (float weight : user.values()) {
        weights[i++] = weight;
      }
      builder.user(items, weights);
    }
    return builder.build();
  }
}
