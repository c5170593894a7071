package io.hindsight.api.problem;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed values from what paths and parameters hold. */
public final class Named {
  private static final int MAX_DIGITS = 30;

  private Named() {}

  /**
   * An id, or the problem that it is none.
   *
   * @param name of the parameter
   * @param make throws where the text is no such id
   */
  public static <T> T id(String name, String value, Function<String, T> make) {
    try {
      return make.apply(value);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badParameter(
          name,
          "id-invalid",
          name + " is no valid id.",
          "An id has 1 to 200 characters, none of them a control character, and is not blank.");
    }
  }

  public static <T> @Nullable T optionalId(
      String name, @Nullable String value, Function<String, T> make) {
    return value == null ? null : id(name, value, make);
  }

  /**
   * Ends a request whose body names another thing than its path does.
   *
   * @param field of the body; null in it means what the path says
   */
  public static void requireSame(String field, @Nullable String inBody, String inPath) {
    if (inBody != null && !inBody.equals(inPath)) {
      throw ApiProblem.badParameter(
          field,
          "id-mismatch",
          field + " differs from the id in the path.",
          "Leave " + field + " out, or give the same.");
    }
  }

  /** A number that does not explode when it is written out. */
  public static @Nullable BigDecimal decimal(String name, @Nullable BigDecimal value) {
    if (value != null
        && (value.signum() < 0
            || value.precision() > MAX_DIGITS
            || Math.abs(value.scale()) > MAX_DIGITS)) {
      throw ApiProblem.badParameter(
          name,
          "parameter-out-of-range",
          name + " is negative, or has too many digits.",
          "Give a number from 0 with at most 30 digits.");
    }
    return value;
  }
}
