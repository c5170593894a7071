package io.hindsight.contracts.models;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The algorithms that a placement may name; some of them are trained. */
public final class Algorithms {
  private Algorithms() {}

  public static final String POPULARITY = "popularity";
  public static final String TRENDING = "trending";
  public static final String ITEM_KNN = "item-knn";

  /** Those that the scoring engine knows, which a test compares. */
  public static final SortedSet<String> TRAINED =
      sorted(
          List.of(
              "als",
              "blend",
              "bpr",
              "ease",
              "gf-cf",
              ITEM_KNN,
              "markov-chain",
              "most-popular",
              "recently-popular",
              "rp3beta",
              "session-knn",
              "slim",
              "user-knn"));

  /** Popularity and trending are counted as events come. */
  public static final SortedSet<String> ALL = all();

  private static SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>(TRAINED);
    all.add(POPULARITY);
    all.add(TRENDING);
    return Collections.unmodifiableSortedSet(all);
  }

  private static SortedSet<String> sorted(List<String> names) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }
}
