package io.hindsight.app.evaluation;

/** Which files can be evaluated. */
enum Format {
  MOVIELENS,
  CSV,
  ONLINE_RETAIL;

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
