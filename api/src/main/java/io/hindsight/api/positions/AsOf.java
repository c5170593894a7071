package io.hindsight.api.positions;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The parameters that ask for an earlier moment, and the headers of the answer. */
public final class AsOf {
  /** The position of the last event that the answer counts. */
  public static final String POSITION = "Hindsight-As-Of";

  /** When that event was recorded. */
  public static final String RECORDED = "Hindsight-As-Of-Recorded";

  /** What it took to make that state again, and how much would have been allowed. */
  public static final String COST = "Hindsight-As-Of-Cost";

  /** For the docs. */
  public static final String ABOUT =
      "as it was then: a position of the log, or a time by which it was recorded";

  /** For the docs. */
  public static final String OCCURRED_ABOUT =
      "only what had happened by then, whenever it was recorded: for imported history";

  private AsOf() {}

  /** Null where the present is asked for. */
  public static @Nullable Moment of(@Nullable String asOf) {
    return of(asOf, null);
  }

  public static @Nullable Moment of(@Nullable String asOf, @Nullable String occurredAsOf) {
    if (asOf == null && occurredAsOf == null) {
      return null;
    }
    Instant occurredBy = occurredAsOf == null ? null : time("occurredAsOf", occurredAsOf);
    if (asOf == null) {
      return new Moment(null, null, occurredBy);
    }
    return moment("asOf", asOf, occurredBy);
  }

  /** A moment that a parameter of another name gives. */
  public static Moment named(String name, String value) {
    return moment(name, value, null);
  }

  private static Moment moment(String name, String value, @Nullable Instant occurredBy) {
    String text = value.strip();
    return text.matches("[0-9]{1,18}")
        ? new Moment(new LogPosition(Long.parseLong(text)), null, occurredBy)
        : new Moment(null, time(name, text), occurredBy);
  }

  private static Instant time(String name, String text) {
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeException e) {
      throw ApiProblem.badParameter(
          name,
          "as-of-malformed",
          "The parameter " + name + " names no moment.",
          "Give a time with its zone, such as 2026-03-01T09:30:00Z"
              + (name.equals("occurredAsOf") ? "." : ", or a position of the log.")
              + " In a URL a plus sign is written %2B.");
    }
  }

  static void describe(Answer.Past<?> past, ResponseEntity.BodyBuilder response) {
    response
        .header(POSITION, past.position().toString())
        .header(RECORDED, past.recordedAt().toString())
        .header(
            COST,
            "from=%s, events=%d, milliseconds=%d, limit=%d"
                .formatted(
                    past.cost().from(),
                    past.cost().events(),
                    past.cost().took().toMillis(),
                    past.limit()));
  }
}
