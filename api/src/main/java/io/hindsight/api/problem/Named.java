package io.hindsight.api.problem;

import io.hindsight.contracts.log.LogPosition;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
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

  /** A position of the log. */
  public static @Nullable LogPosition position(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    if (!value.matches("[0-9]{1,18}")) {
      throw ApiProblem.badParameter(
          name,
          "position-malformed",
          name + " is no position.",
          "Give a whole number from 0, as writes and events have it.");
    }
    return new LogPosition(Long.parseLong(value));
  }

  public static LogPosition requiredPosition(String name, String value) {
    return Objects.requireNonNull(position(name, value));
  }

  /** A time with its zone. */
  public static @Nullable Instant time(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw ApiProblem.badParameter(
          name,
          "time-malformed",
          name + " is no time.",
          "Give it as ISO 8601 with a zone, such as 2026-03-01T12:00:00Z.");
    }
  }

  public static @Nullable Integer whole(String name, @Nullable String value, int min, int max) {
    if (value == null) {
      return null;
    }
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw ApiProblem.badParameter(
          name,
          "parameter-invalid",
          "The parameter " + name + " cannot be read.",
          "Give a whole number.");
    }
    if (number < min || number > max) {
      throw ApiProblem.badParameter(
          name,
          "parameter-out-of-range",
          "The parameter " + name + " is out of range.",
          "It must be from " + min + " to " + max + ".");
    }
    return number;
  }
}
