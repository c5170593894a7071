package io.hindsight.query.past;

import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.LogMoment;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.queries.Moment;
import java.time.Instant;
import java.time.InstantSource;

/** Finds the place in the log that a moment means. */
public final class Moments {
  private final LogReader log;
  private final InstantSource clock;

  public Moments(LogReader log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Where a moment is, or why it is nowhere. */
  public sealed interface Resolved {
    record Refused(Refusal refusal) implements Resolved {}
  }

  /**
   * A place in the log.
   *
   * @param now what time it was
   */
  public record Found(LogMoment moment, Instant now) implements Resolved {}

  public Resolved resolve(Moment moment) {
    LogPosition position = moment.position();
    Instant recordedBy = moment.recordedBy();
    if (position != null) {
      return at(position);
    }
    return recordedBy != null ? by(recordedBy) : now();
  }

  public Resolved now() {
    return at(log.head());
  }

  private Resolved at(LogPosition position) {
    LogPosition head = log.head();
    if (!head.reaches(position)) {
      return refused(
          "as-of-in-future",
          "The log ends at position %s, asked was %s.".formatted(head, position),
          "Ask for a position up to there, or leave out asOf for the present.");
    }
    return log.momentAt(position)
        .<Resolved>map(
            there -> new Found(new LogMoment(position, there.recordedAt()), there.recordedAt()))
        .orElseGet(() -> before("position " + position));
  }

  private Resolved by(Instant time) {
    Instant now = clock.instant();
    if (time.isAfter(now)) {
      return refused(
          "as-of-in-future",
          "It is %s now, asked was %s.".formatted(now, time),
          "Ask for an earlier time, or leave out asOf for the present.");
    }
    return LogMoment.by(time, log)
        .<Resolved>map(there -> new Found(there, time))
        .orElseGet(() -> before(time.toString()));
  }

  private Resolved before(String asked) {
    return refused(
        "as-of-before-log",
        "At " + asked + " there was nothing in the log yet.",
        log.momentAt(new LogPosition(1))
            .map(one -> "It begins at position %s, %s.".formatted(one.position(), one.recordedAt()))
            .orElse("Ask for a later moment."));
  }

  private static Resolved refused(String code, String message, String remedy) {
    return new Resolved.Refused(new Refusal(code, message, remedy));
  }
}
