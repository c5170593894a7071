package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.evaluation.data.Interactions;

/**
 * What a given test part has in common with the training part, and is not tested on.
 *
 * @param pairs of a user and an item, in both parts
 * @param users who are not tested, since all of theirs are
 */
public record Leaked(long pairs, int users) {
  static final Leaked NOTHING = new Leaked(0, 0);

  static Leaked of(Interactions data) {
    long pairs = 0;
    int users = 0;
    for (int user = 0; user < data.users(); user++) {
      int own = 0;
      boolean tested = false;
      for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
        own += data.givenTwice(pair) ? 1 : 0;
        tested |= data.givenAsTest(pair);
      }
      pairs += own;
      users += own > 0 && !tested ? 1 : 0;
    }
    return new Leaked(pairs, users);
  }
}
