package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.evaluation.data.Interactions;

/** What each pair is for. */
final class Roles {
  /** Learned from; part of the user's history. */
  static final byte TRAIN = 0;

  /** Known of a user whom the model did not learn from. */
  static final byte FOLD_IN = 1;

  static final byte TEST = 2;

  /** Of no use: its item is unknown to the model and the protocol does not count it. */
  static final byte UNUSED = 3;

  private final byte[] ofPair;

  Roles(Interactions data) {
    ofPair = new byte[data.pairs()];
  }

  byte of(int pair) {
    return ofPair[pair];
  }

  void set(int pair, byte role) {
    ofPair[pair] = role;
  }

  boolean[] training() {
    boolean[] training = new boolean[ofPair.length];
    for (int pair = 0; pair < ofPair.length; pair++) {
      training[pair] = ofPair[pair] == TRAIN;
    }
    return training;
  }
}
