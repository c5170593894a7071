package io.hindsight.scoring.evaluation.protocol;

/** What recall at k divides the hits by. */
public enum RecallBase {
  /** All test items, so that a list shorter than they are cannot reach 1. */
  TEST_ITEMS("|test|"),
  /** The test items or the length of the list, whichever is less. */
  TEST_ITEMS_OR_K("min(k, |test|)");

  private final String formula;

  RecallBase(String formula) {
    this.formula = formula;
  }

  public String formula() {
    return formula;
  }
}
