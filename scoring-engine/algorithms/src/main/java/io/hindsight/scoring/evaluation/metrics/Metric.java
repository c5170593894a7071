package io.hindsight.scoring.evaluation.metrics;

import java.util.Locale;

/** What can be measured. */
public enum Metric {
  PRECISION(Kind.ACCURACY),
  RECALL(Kind.ACCURACY),
  HR(Kind.ACCURACY),
  MRR(Kind.ACCURACY),
  MAP(Kind.ACCURACY),
  NDCG(Kind.ACCURACY),
  AUC(Kind.ORDER),
  LOGLOSS(Kind.CHANCE),
  NOVELTY(Kind.LIST),
  DIVERSITY(Kind.LIST),
  CALIBRATION(Kind.LIST),
  AGE(Kind.TIMED),
  MARGIN(Kind.MONEY),
  EARNED(Kind.MONEY),
  COVERAGE(Kind.ALL_LISTS),
  GINI(Kind.ALL_LISTS);

  /** What a metric looks at. */
  enum Kind {
    /** One user's list and test items. */
    ACCURACY,
    /** All of one user's scores: has no k. */
    ORDER,
    /** Some of all users' scores: has no k, and is known once all are scored. */
    CHANCE,
    /** One user's list. */
    LIST,
    /** One user's list, where times are known. */
    TIMED,
    /** One user's list and test items, where margins are known. */
    MONEY,
    /** The lists of all users together. */
    ALL_LISTS
  }

  private final Kind kind;

  Metric(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Whether a smaller figure is the better one. */
  public boolean lessIsBetter() {
    return this == LOGLOSS || this == CALIBRATION || this == AGE || this == GINI;
  }

  /** What no figure is below. */
  public double least() {
    return this == MARGIN || this == EARNED ? Double.NEGATIVE_INFINITY : 0;
  }

  /** What no figure is above. */
  public double most() {
    return switch (this) {
      case PRECISION, RECALL, HR, MRR, MAP, NDCG, AUC, DIVERSITY, COVERAGE, GINI -> 1;
      case LOGLOSS, NOVELTY, AGE, CALIBRATION, MARGIN, EARNED -> Double.POSITIVE_INFINITY;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
