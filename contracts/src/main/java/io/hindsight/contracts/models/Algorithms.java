package io.hindsight.contracts.models;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The algorithms that can be trained and that a placement may name. */
public final class Algorithms {
  private Algorithms() {}

  public static final String POPULARITY = "popularity";
  public static final String TRENDING = "trending";
  public static final String ITEM_KNN = "item-knn";

  public static final SortedSet<String> ALL =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of(POPULARITY, TRENDING, ITEM_KNN)));
}
