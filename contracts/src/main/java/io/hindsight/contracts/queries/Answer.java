package io.hindsight.contracts.queries;

import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.LogPosition;

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

  record Refused<T>(Refusal refusal) implements Answer<T> {}

  /** The wait for the wanted position ran out. */
  record NotYet<T>(LogPosition wanted, LogPosition reached) implements Answer<T> {}

  static <T> Answer<T> refused(String code, String message, String remedy) {
    return new Refused<>(new Refusal(code, message, remedy));
  }
}
