package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.evaluation.data.Interactions;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a test item competes with, given or sampled; in the numbers of the interactions. */
final class Negatives {
  private final Interactions data;
  private final @Nullable Interactions given;
  private final int count;
  private final long seed;
  private final boolean[] taken;

  Negatives(Interactions data, @Nullable Interactions given, int count, long seed) {
    this.data = data;
    this.given = given;
    this.count = count;
    this.seed = seed;
    this.taken = new boolean[data.items().size()];
  }

  /** A set without the wanted item; {@link TestSet#UNSEEN} for ids that the data does not have. */
  int[] of(int user, int wanted) {
    return given == null ? sampled(user) : fromFile(given, user, wanted);
  }

  private int[] fromFile(Interactions file, int user, int wanted) {
    int row = file.userOf(data.user(user));
    if (row < 0) {
      throw new UnfitData(
          "the negatives have none for user " + data.user(user),
          "give negatives for each user of the test part");
    }
    Ints items = new Ints();
    for (int pair = file.start(row); pair < file.start(row + 1); pair++) {
      int item = data.items().indexOf(file.items().id(file.item(pair)));
      if (item != wanted) {
        items.add(item);
      }
    }
    return items.toArray();
  }

  // Drawn from all items that the user has nothing to do with, those of the test part included.
  private int[] sampled(int user) {
    int free = taken.length - (data.start(user + 1) - data.start(user));
    mark(user, true);
    Ints items = new Ints();
    if (free <= count) {
      for (int item = 0; item < taken.length; item++) {
        if (!taken[item]) {
          items.add(item);
        }
      }
    } else {
      SplittableRandom random = Seeds.stream(seed, user);
      while (items.size() < count) {
        int item = random.nextInt(taken.length);
        if (!taken[item]) {
          taken[item] = true;
          items.add(item);
        }
      }
    }
    int[] drawn = items.toArray();
    for (int item : drawn) {
      taken[item] = false;
    }
    mark(user, false);
    return drawn;
  }

  private void mark(int user, boolean value) {
    for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
      taken[data.item(pair)] = value;
    }
  }
}
