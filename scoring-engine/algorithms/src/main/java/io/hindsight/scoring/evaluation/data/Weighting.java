package io.hindsight.scoring.evaluation.data;

/** What an interaction weighs in training and in a history. */
public enum Weighting {
  /** Each pair of user and item weighs 1, however often and however well rated. */
  ONE,
  /** The values of a pair's interactions, added up: plays, quantities, ratings. */
  VALUE,
  /** What a server's table of weights gives each type: see {@link Saying}. */
  TYPE
}
