package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.Measured;

/** A second run that was not the same as the first. */
public final class NotRepeatable extends IllegalStateException {
  private static final long serialVersionUID = 1;

  NotRepeatable(String message) {
    super(message);
  }

  /**
   * @param of what was measured twice
   */
  static void require(Measured first, Measured second, String of) {
    first
        .difference(second)
        .ifPresent(
            what -> {
              throw new NotRepeatable("%s of %s differs between two runs".formatted(what, of));
            });
  }
}
