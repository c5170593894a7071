package io.hindsight.contracts.queries;

import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import java.time.Instant;

/**
 * What a question gets.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

  /**
   * @param position up to where the log had been seen
   */
  record Found<T>(T value, LogPosition position) implements Answer<T> {}

  /**
   * As of an earlier moment.
   *
   * @param position of the last event that counts
   * @param recordedAt when that one was recorded
   * @param limit how many events may be folded for one answer
   */
  record Past<T>(T value, LogPosition position, Instant recordedAt, Cost cost, long limit)
      implements Answer<T> {}

  record Refused<T>(Refusal refusal) implements Answer<T> {}

  /** The wait for the wanted position ran out. */
  record NotYet<T>(LogPosition wanted, LogPosition reached) implements Answer<T> {}

  static <T> Answer<T> refused(String code, String message, String remedy) {
    return new Refused<>(new Refusal(code, message, remedy));
  }
}
