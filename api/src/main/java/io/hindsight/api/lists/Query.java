package io.hindsight.api.lists;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's query parameters, or names the one that cannot be read. Bound one by one, each
 * of a list's dozen took a binder and a validation: a fifth of what a list allocates.
 */
final class Query {
  private final HttpServletRequest request;

  Query(HttpServletRequest request) {
    this.request = request;
  }

  @Nullable String text(String name) {
    return request.getParameter(name);
  }

  /** All values of a parameter that may be repeated; never cut at commas. */
  String @Nullable [] texts(String name) {
    return request.getParameterValues(name);
  }

  @Nullable Integer whole(String name, int min, int max) {
    String text = given(name);
    if (text == null) {
      return null;
    }
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw unreadable(name, "a whole number");
    }
    if (value < min || value > max) {
      throw outOfRange(name, min, max);
    }
    return value;
  }

  /**
   * @return a number from 0 with a sane count of digits
   */
  @Nullable BigDecimal decimal(String name) {
    String text = given(name);
    if (text == null) {
      return null;
    }
    try {
      return Named.decimal(name, new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw unreadable(name, "a number");
    }
  }

  /** A share, from 0 to 1. */
  @Nullable Double share(String name) {
    BigDecimal value = decimal(name);
    if (value != null && value.compareTo(BigDecimal.ONE) > 0) {
      throw outOfRange(name, 0, 1);
    }
    return value == null ? null : (Double) value.doubleValue();
  }

  /** False where it is not given. */
  boolean flag(String name) {
    String text = given(name);
    return switch (text) {
      case null -> false;
      case "false" -> false;
      case "true" -> true;
      default -> throw unreadable(name, "true or false");
    };
  }

  private @Nullable String given(String name) {
    String text = request.getParameter(name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static ApiProblem unreadable(String name, String right) {
    return ApiProblem.badParameter(
        name,
        "parameter-invalid",
        "The parameter " + name + " cannot be read.",
        "Give " + right + ".");
  }

  private static ApiProblem outOfRange(String name, int min, int max) {
    return ApiProblem.badParameter(
        name,
        "parameter-out-of-range",
        "The parameter " + name + " is out of range.",
        "It must be from " + min + " to " + max + ".");
  }
}
