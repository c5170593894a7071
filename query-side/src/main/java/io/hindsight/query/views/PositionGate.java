package io.hindsight.query.views;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.Question;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewProgress;
import java.time.Duration;
import java.util.function.Function;

/**
 * Lets a question through once its views have seen the log far enough. The wait is bounded; when it
 * runs out, the answer says what was reached instead of passing off an older state.
 */
public final class PositionGate {
  public static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);

  private final ViewProgress progress;
  private final Duration atMost;

  public PositionGate(ViewProgress progress, Duration atMost) {
    this.progress = progress;
    this.atMost = atMost;
  }

  /** Answers from one view; the answer is given the position that it may name as seen. */
  <T> Answer<T> answer(
      Question question, ViewDefinition<?> view, Function<LogPosition, Answer<T>> answer) {
    return answer(question, view, view, answer);
  }

  /** Answers from two views, and counts as seen what both have seen. */
  <T> Answer<T> answer(
      Question question,
      ViewDefinition<?> one,
      ViewDefinition<?> other,
      Function<LogPosition, Answer<T>> answer) {
    LogPosition wanted = question.atLeast();
    LogPosition reached =
        wanted == null ? LogPosition.START : reached(wanted, one.name(), other.name());
    if (wanted != null && !reached.reaches(wanted)) {
      return new Answer.NotYet<>(wanted, reached);
    }
    return answer.apply(seen(one, other));
  }

  /**
   * Waits for the folds, together at most as long as one.
   *
   * @return the least that any of them reached
   */
  public LogPosition reached(LogPosition wanted, String... folds) {
    long end = System.nanoTime() + atMost.toNanos();
    LogPosition least = wanted;
    for (String fold : folds) {
      LogPosition reached = await(fold, wanted, Duration.ofNanos(end - System.nanoTime()));
      least = least.reaches(reached) ? reached : least;
    }
    return least;
  }

  private LogPosition await(String fold, LogPosition wanted, Duration left) {
    try {
      return progress.await(fold, wanted, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return progress.reached(fold);
    }
  }

  /** Read before the rows, so that it never promises more than they hold. */
  private LogPosition seen(ViewDefinition<?> one, ViewDefinition<?> other) {
    LogPosition first = progress.reached(one.name());
    LogPosition second = progress.reached(other.name());
    return first.reaches(second) ? second : first;
  }
}
