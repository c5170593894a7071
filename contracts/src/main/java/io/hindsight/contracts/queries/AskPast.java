package io.hindsight.contracts.queries;

import io.hindsight.contracts.log.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * Asks a question as of an earlier moment. It is answered from the log alone, with {@link
 * Answer.Past} of what the question itself is answered with; a list that is made so is not a served
 * one, and leaves no receipt. Refused as the question is, and with {@code as-of-in-future}, {@code
 * as-of-before-log}, {@code as-of-too-dear}, {@code occurred-as-of-unsupported}, {@code past-gone}
 * and {@code overloaded}.
 *
 * @param question a {@link ListQuery} or a {@link ViewQuery}
 */
public record AskPast(Question question, Moment moment) implements Question {

  @Override
  public @Nullable LogPosition atLeast() {
    return null;
  }

  /** Without the question, which may name a person. */
  @Override
  public String toString() {
    return "AskPast";
  }
}
