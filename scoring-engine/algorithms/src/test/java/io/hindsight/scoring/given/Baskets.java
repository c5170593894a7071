package io.hindsight.scoring.given;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random people with random tastes, each of whom met their items in an order of its own. */
public record Baskets(List<Map<String, Float>> users) {
  private static final long MINUTE = 60_000;

  public static Baskets random(long seed) {
    Random random = new Random(seed);
    return random(random, 2 + random.nextInt(30), 1 + random.nextInt(40));
  }

  /** So many people, with up to so many of about so many items. */
  public static Baskets random(long seed, int items, int people) {
    return random(new Random(seed), items, people);
  }

  private static Baskets random(Random random, int items, int people) {
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

  /** So many people of whom each did the same. */
  public static Baskets of(Map<String, Float> each, int people) {
    return new Baskets(Collections.nCopies(people, each));
  }

  public Baskets shuffled(long seed) {
    List<Map<String, Float>> other = new ArrayList<>(users);
    Collections.shuffle(other, new Random(seed));
    return new Baskets(other);
  }

  /** The same people with other items, out of so many. */
  public Baskets spread(long seed, int items) {
    Random random = new Random(seed);
    List<Map<String, Float>> other = new ArrayList<>();
    for (Map<String, Float> user : users) {
      Map<String, Float> spread = new TreeMap<>();
      user.values().forEach(weight -> spread.put("item-" + random.nextInt(items), weight));
      other.add(spread);
    }
    return new Baskets(other);
  }

  /** The same with all weights multiplied. */
  public Baskets scaled(float factor) {
    List<Map<String, Float>> other = new ArrayList<>();
    for (Map<String, Float> user : users) {
      Map<String, Float> scaled = new TreeMap<>(user);
      scaled.replaceAll((item, weight) -> weight * factor);
      other.add(scaled);
    }
    return new Baskets(other);
  }

  public TrainingData data() {
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
      long[] times = new long[items.length];
      for (int at = 0; at < times.length; at++) {
        // Some of them equal.
        times[at] = (items[at] * 7_919L + items.length) % 101 * MINUTE;
      }
      builder.user(items, weights, times);
    }
    return builder.build();
  }
}
