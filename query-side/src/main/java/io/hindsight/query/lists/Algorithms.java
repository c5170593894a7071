package io.hindsight.query.lists;

import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;

/** Names of ways to score that need no trained model. */
final class Algorithms {
  static final String POPULARITY = "popularity";
  static final String TRENDING = "trending";

  private static final String PREFERENCES = "preferences";
  private static final String NEWEST = "newest";

  private Algorithms() {}

  /** Whether a list by this algorithm depends on who asks. */
  static boolean isPersonal(String algorithm) {
    return !algorithm.equals(POPULARITY) && !algorithm.equals(TRENDING);
  }

  /** What scored the head of a list in which no model took part. */
  static String of(ListRequest request, RankedList list) {
    if (list.size() == 0) {
      return request.kind() == ListKind.TRENDING ? TRENDING : POPULARITY;
    }
    return switch (list.source(0)) {
      case STATED -> PREFERENCES;
      case TRENDING -> TRENDING;
      case POPULAR, CATEGORY -> POPULARITY;
      case NEWCOMER -> NEWEST;
      case MODEL -> throw new IllegalArgumentException("a model took part");
    };
  }
}
