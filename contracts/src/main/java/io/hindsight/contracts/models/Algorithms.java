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

  public static final SortedSet<String> ALL =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of(POPULARITY, TRENDING, ITEM_KNN)));

  /** The others are counted as events come. */
  public static final SortedSet<String> TRAINED =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of(ITEM_KNN)));
}
