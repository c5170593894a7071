package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.Repeats;
import java.util.BitSet;

/** What each pair is for, and which interactions after its first are left out. */
final class Roles {
  /** Learned from; part of the user's history. */
  static final byte TRAIN = 0;

  /** Known of a user whom the model did not learn from. */
  static final byte FOLD_IN = 1;

  static final byte TEST = 2;

  /** Of no use: its item is unknown to the model and the protocol does not count it. */
  static final byte UNUSED = 3;

  private final byte[] ofPair;
  private final BitSet later = new BitSet();

  Roles(Interactions data) {
    ofPair = new byte[data.pairs()];
  }

  byte of(int pair) {
    return ofPair[pair];
  }

  void set(int pair, byte role) {
    ofPair[pair] = role;
  }

  /** Leaves a repeat out: it came after something that is tested. */
  void leaveOut(int repeat) {
    later.set(repeat);
  }

  boolean keeps(int repeat) {
    return !later.get(repeat);
  }

  /** How many interactions are left out with pairs that are not tested. */
  long leftOut(Repeats repeats) {
    return later.stream().filter(repeat -> of(repeats.pair(repeat)) != TEST).count();
  }
}
