package io.hindsight.scoring.evaluation;

import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.InteractionsBuilder;
import io.hindsight.scoring.evaluation.data.Selection;
import java.util.SplittableRandom;

/** Interactions to evaluate with. */
public final class Logs {
  private Logs() {}

  /**
   * Lines such as {@code "ann anvil 5 100"}: user, item, value and time, the latter two or none.
   */
  public static Interactions of(Selection selection, String... lines) {
    InteractionsBuilder builder = new InteractionsBuilder(selection);
    for (String line : lines) {
      if (line.equals("--- test")) {
        builder.testFollows();
        continue;
      }
      String[] fields = line.split(" ");
      builder.add(
          fields[0],
          fields[1],
          fields.length > 2 ? Float.parseFloat(fields[2]) : 1,
          fields.length > 3 ? Long.parseLong(fields[3]) : Interactions.NO_TIME);
    }
    return builder.build();
  }

  public static Interactions of(String... lines) {
    return of(Selection.ALL, lines);
  }

  /** Few items with most of the interactions, users of 1 to 30 items, times that rise and tie. */
  public static Interactions random(long seed, int users, int items) {
    SplittableRandom random = new SplittableRandom(seed);
    InteractionsBuilder builder = new InteractionsBuilder(Selection.ALL);
    for (int user = 0; user < users; user++) {
      int own = 1 + random.nextInt(30);
      for (int i = 0; i < own; i++) {
        int item = (int) (items * random.nextDouble() * random.nextDouble());
        builder.add("u" + user, "i" + item, 1 + random.nextInt(5), random.nextInt(200));
      }
    }
    return builder.build();
  }
}
