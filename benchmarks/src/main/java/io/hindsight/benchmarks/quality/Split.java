package io.hindsight.benchmarks.quality;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.runtime.weights.TasteFold;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.knn.ItemKnnConfig;
import io.hindsight.scoring.knn.ItemKnnModel;
import io.hindsight.scoring.knn.ItemKnnTrainer;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Ratings before a moment, to learn from, and people after it, as they are served: their history is
 * all they rated until the middle of what they rated after it, also where the model is older.
 * Wanted is what they rated highly from then on, of items that the model knows and they had not
 * met.
 */
final class Split {
  static final int LEAST_LATER = 10;

  private static final int LIST = 10;
  private static final float HIGH = 4;

  private record Person(History history, Set<Integer> met, Set<Integer> wanted) {}

  private final TasteFold tastes = new TasteFold(WeightTable.DEFAULT);
  private final TrainingDataBuilder builder;
  private final TrainingData data;
  private final List<Integer> byPopularity;
  private final int[] ranks;
  private final List<Person> people = new ArrayList<>();

  /**
   * @param inTime ratings in the order of time
   * @param moment after which share of them
   */
  Split(List<Rated> inTime, double moment) {
    int cut = (int) (inTime.size() * moment);
    Map<Integer, List<Rated>> before = byPerson(inTime.subList(0, cut));
    Map<String, Integer> counts = new HashMap<>();
    inTime.subList(0, cut).forEach(rated -> counts.merge(rated.item(), 1, Integer::sum));
    builder = TrainingDataBuilder.over(counts.keySet());
    for (List<Rated> rows : before.values()) {
      History history = history(rows);
      builder.user(history.items(), history.weights());
    }
    data = builder.build();
    byPopularity =
        IntStream.range(0, data.items().size())
            .boxed()
            .sorted(
                Comparator.comparing(
                    (Integer item) -> -counts.getOrDefault(data.items().id(item), 0)))
            .toList();
    ranks = new int[byPopularity.size()];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[byPopularity.get(rank)] = rank + 1;
    }
    byPerson(inTime.subList(cut, inTime.size()))
        .forEach((person, rows) -> add(before.getOrDefault(person, List.of()), rows));
  }

  private static Map<Integer, List<Rated>> byPerson(List<Rated> ratings) {
    Map<Integer, List<Rated>> byPerson = new TreeMap<>();
    for (Rated rated : ratings) {
      byPerson.computeIfAbsent(rated.person(), person -> new ArrayList<>()).add(rated);
    }
    return byPerson;
  }

  private History history(List<Rated> rows) {
    tastes.clear();
    for (Rated rated : rows) {
      int item = builder.items().indexOf(rated.item());
      if (item >= 0) {
        tastes.add(item, InteractionType.RATING, rated.value());
      }
    }
    return tastes.history();
  }

  private void add(List<Rated> before, List<Rated> after) {
    if (after.size() < LEAST_LATER) {
      return;
    }
    List<Rated> rows = new ArrayList<>(before);
    rows.addAll(after.subList(0, after.size() / 2));
    Set<Integer> met = new HashSet<>();
    rows.forEach(rated -> met.add(builder.items().indexOf(rated.item())));
    Set<Integer> wanted = new HashSet<>();
    for (Rated rated : after.subList(after.size() / 2, after.size())) {
      int item = builder.items().indexOf(rated.item());
      if (item >= 0 && rated.value() >= HIGH && !met.contains(item)) {
        wanted.add(item);
      }
    }
    if (!wanted.isEmpty()) {
      people.add(new Person(history(rows), met, wanted));
    }
  }

  int people() {
    return people.size();
  }

  /** What everybody rates: to compare with. */
  Quality popular() {
    Quality quality = new Quality(ranks, LIST);
    for (Person person : people) {
      quality.add(best(byPopularity, person), person.wanted());
    }
    return quality;
  }

  Quality measure(ItemKnnConfig config) {
    ItemKnnModel model = new ItemKnnTrainer(config).train(data, 1);
    Quality quality = new Quality(ranks, LIST);
    Scores scores = new Scores(data.items().size());
    for (Person person : people) {
      scores.clear();
      model.score(person.history(), scores);
      List<Integer> ranked =
          IntStream.range(0, scores.size())
              .map(scores::item)
              .boxed()
              .sorted(
                  Comparator.comparing((Integer item) -> -scores.get(item))
                      .thenComparing(item -> data.items().id(item)))
              .toList();
      quality.add(best(ranked, person), person.wanted());
    }
    return quality;
  }

  private static int[] best(List<Integer> ranked, Person person) {
    return ranked.stream()
        .filter(item -> !person.met().contains(item))
        .limit(LIST)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
