package io.hindsight.scoring.evaluation.data;

/**
 * Which pairs of a user end disliked, in a training part and in a test part of its own: dismissed
 * at any time, or disliked by the last rating.
 */
final class Dislikes {
  private static final int DISMISSED = 2;
  private static final int DISLIKED = 1;

  private final int[][] users;
  private final byte[][] states;

  Dislikes(int items) {
    users = new int[2][items];
    states = new byte[2][items];
  }

  /** All of a user's rows are to be named, in the order of time, before the first question. */
  void row(int user, int item, boolean ofTest, Saying saying) {
    int part = ofTest ? 1 : 0;
    int state = users[part][item] == user + 1 ? states[part][item] : 0;
    users[part][item] = user + 1;
    states[part][item] =
        (byte)
            switch (saying) {
              case MORE -> state;
              case RATED -> state & DISMISSED;
              case DISLIKED -> state | DISLIKED;
              case DISMISSED -> state | DISMISSED;
            };
  }

  boolean leaveOut(int user, int item, boolean ofTest) {
    int part = ofTest ? 1 : 0;
    return users[part][item] == user + 1 && states[part][item] != 0;
  }
}
