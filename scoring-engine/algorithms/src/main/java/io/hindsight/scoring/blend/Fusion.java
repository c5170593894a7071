package io.hindsight.scoring.blend;

/** How the parts of a blend come together. */
public enum Fusion {
  SCORES,
  RANKS
}
