package io.hindsight.scoring.model;

/** A model with a vector for each item. */
public interface Factorized {

  /** How many numbers a vector has. */
  int factors();

  /**
   * One number of an item's vector.
   *
   * @param factor from 0
   */
  float factor(int item, int factor);
}
