package io.hindsight.scoring.model;

/**
 * What one entry of a history added to a score.
 *
 * @param item the entry, in the model's numbers
 * @param amount in units of the score
 * @param share of the whole score, 0 to 1
 */
public record Contribution(int item, float amount, double share) {}
