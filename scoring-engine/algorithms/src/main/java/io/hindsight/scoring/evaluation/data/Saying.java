package io.hindsight.scoring.evaluation.data;

/** What one interaction says of its item, where types weigh ({@link Weighting#TYPE}). */
public enum Saying {
  /** Its weight adds to that of the others. */
  MORE,
  /** A rating: of several the last counts alone, beside what the others add. */
  RATED,
  /** A rating that speaks against the item: if it is the last one, the pair is left out. */
  DISLIKED,
  /** Whatever else the user does, the pair is left out. */
  DISMISSED
}
