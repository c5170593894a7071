package io.hindsight.scoring.evaluation.data;

/** Which part a user's pairs were given in, where training and test come apart. */
final class Parts {
  static final byte TRAINING = 0;
  static final byte TEST = 1;

  /** In both: learned from, and so not to be tested on. */
  static final byte BOTH = 2;

  private final int[] learnedBy;
  private final int[] testedBy;

  Parts(int items) {
    learnedBy = new int[items];
    testedBy = new int[items];
  }

  /** All of a user's rows are to be named before the first question about the user. */
  void row(int user, int item, boolean givenAsTest) {
    (givenAsTest ? testedBy : learnedBy)[item] = user + 1;
  }

  byte of(int user, int item) {
    if (learnedBy[item] != user + 1) {
      return TEST;
    }
    return testedBy[item] == user + 1 ? BOTH : TRAINING;
  }
}
