package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.Repeats;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Gives each pair its role. */
final class Assignment {
  private final Interactions data;
  private final long seed;
  private final Roles roles;

  private Assignment(Interactions data, long seed) {
    this.data = data;
    this.seed = seed;
    this.roles = new Roles(data);
  }

  static Roles of(Interactions data, Protocol protocol, int fold, long seed) {
    var assignment = new Assignment(data, seed);
    switch (protocol) {
      case Protocol.LeaveLastOut last -> assignment.lastOut(last.name());
      case Protocol.Temporal(double share) -> assignment.byTime(share, protocol.name());
      case Protocol.RandomHoldOut(double share) -> assignment.atRandom(share);
      case Protocol.KFold(int folds) -> assignment.dealt(fold, folds);
      case Protocol.StrongGeneralisation strong -> assignment.strong(strong);
      case Protocol.SampledNegatives sampled -> assignment.lastOutOrGiven(sampled.name());
      case Protocol.Given given -> assignment.given(given.name());
    }
    return assignment.roles;
  }

  private void requireTimes(String protocol) {
    if (!data.timed()) {
      throw new UnfitData(
          "the protocol " + protocol + " needs a time for each interaction",
          "name the column of times, or take a protocol that needs none, such as random");
    }
  }

  private void lastOut(String protocol) {
    requireTimes(protocol);
    for (int user = 0; user < data.users(); user++) {
      if (data.start(user + 1) - data.start(user) > 1) {
        int last = data.start(user + 1) - 1;
        roles.set(last, Roles.TEST);
        Repeats repeats = data.repeats();
        for (int again = repeats.start(user); again < repeats.start(user + 1); again++) {
          if (!repeats.before(again, last)) {
            roles.leaveOut(again);
          }
        }
      }
    }
  }

  private void lastOutOrGiven(String protocol) {
    if (data.testGiven()) {
      given(protocol);
    } else {
      lastOut(protocol);
    }
  }

  private void given(String protocol) {
    requireTests(protocol);
    for (int pair = 0; pair < data.pairs(); pair++) {
      roles.set(pair, data.givenAsTest(pair) ? Roles.TEST : Roles.TRAIN);
    }
  }

  private void requireTests(String protocol) {
    int twice = 0;
    for (int pair = 0; pair < data.pairs(); pair++) {
      if (data.givenAsTest(pair)) {
        return;
      }
      twice += data.givenTwice(pair) ? 1 : 0;
    }
    if (twice == 0) {
      throw new UnfitData(
          "the protocol " + protocol + " has nothing to test: the test part is empty",
          "give a test part that holds interactions, apart from the training part");
    }
    throw new UnfitData(
        "the protocol %s has nothing to test: all %d pairs of the test part are in the training part"
            .formatted(protocol, twice),
        "train and test hold the same pairs: give a training part without those of the test part");
  }

  private void byTime(double share, String protocol) {
    requireTimes(protocol);
    Repeats repeats = data.repeats();
    long[] times = new long[Math.addExact(data.pairs(), repeats.size())];
    Arrays.setAll(
        times, at -> at < data.pairs() ? data.firstTime(at) : repeats.time(at - data.pairs()));
    Arrays.sort(times);
    long moment = times[(int) (times.length * share)];
    for (int pair = 0; pair < data.pairs(); pair++) {
      roles.set(pair, data.firstTime(pair) < moment ? Roles.TRAIN : Roles.TEST);
    }
    for (int again = 0; again < repeats.size(); again++) {
      if (repeats.time(again) >= moment) {
        roles.leaveOut(again);
      }
    }
  }

  private void atRandom(double share) {
    for (int user = 0; user < data.users(); user++) {
      int first = data.start(user);
      int size = data.start(user + 1) - first;
      int tested = Math.min(size - 1, (int) Math.round(size * share));
      int[] order = Seeds.permutation(size, Seeds.stream(seed, user));
      for (int i = 0; i < tested; i++) {
        roles.set(first + order[i], Roles.TEST);
      }
    }
  }

  // The part that a user's deal begins with is drawn, so that short histories fill all parts.
  private void dealt(int fold, int folds) {
    for (int user = 0; user < data.users(); user++) {
      int first = data.start(user);
      SplittableRandom random = Seeds.stream(seed, user);
      int[] order = Seeds.permutation(data.start(user + 1) - first, random);
      int begin = random.nextInt(folds);
      for (int i = 0; i < order.length; i++) {
        if ((begin + i) % folds == fold) {
          roles.set(first + order[i], Roles.TEST);
        }
      }
    }
  }

  private void strong(Protocol.StrongGeneralisation protocol) {
    int[] order = Seeds.permutation(data.users(), Seeds.stream(seed, -1));
    int heldOut = Math.clamp(Math.round(data.users() * protocol.users()), 1, data.users());
    boolean[] learned = new boolean[data.items().size()];
    for (int i = heldOut; i < order.length; i++) {
      for (int pair = data.start(order[i]); pair < data.start(order[i] + 1); pair++) {
        learned[data.item(pair)] = true;
      }
    }
    for (int i = 0; i < heldOut; i++) {
      holdOut(order[i], learned, protocol.test());
    }
  }

  private void holdOut(int user, boolean[] learned, double share) {
    int[] known = new int[data.start(user + 1) - data.start(user)];
    int size = 0;
    for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
      roles.set(pair, learned[data.item(pair)] ? Roles.FOLD_IN : Roles.UNUSED);
      if (learned[data.item(pair)]) {
        known[size++] = pair;
      }
    }
    if (size >= Protocol.StrongGeneralisation.LEAST_ITEMS) {
      int[] order = Seeds.permutation(size, Seeds.stream(seed, user));
      for (int i = 0; i < (int) (size * share); i++) {
        roles.set(known[order[i]], Roles.TEST);
      }
    }
  }
}
