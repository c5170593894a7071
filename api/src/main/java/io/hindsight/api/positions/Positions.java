package io.hindsight.api.positions;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.contracts.log.LogPosition;
import org.jspecify.annotations.Nullable;

/** The headers that carry positions. */
public final class Positions {
  /** On a write's answer: where the log stood after it. On a read: answer from there or later. */
  public static final String HEADER = "Hindsight-Position";

  /** On a read's answer, where it could not yet include a write made here just before. */
  public static final String REACHED = "Hindsight-Position-Reached";

  private static final int MAX_DIGITS = 18;

  private Positions() {}

  static @Nullable LogPosition parse(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String digits = header.strip();
    if (digits.isEmpty()
        || digits.length() > MAX_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw ApiProblem.badParameter(
          HEADER,
          "position-malformed",
          "The header Hindsight-Position holds no position.",
          "Send the whole number that a write answered with.");
    }
    return new LogPosition(Long.parseLong(digits));
  }
}
