package io.hindsight.runtime.serving;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.serving.Basis;
import java.time.Instant;
import java.util.List;

/**
 * What many people did, counted up to one position of the log.
 *
 * @param reference the latest recording time up to there: windows and ages are counted back from it
 * @param windows popularity, one for each of {@link ServingRules#WINDOWS_DAYS}
 * @param trending activity that loses half its weight with each half-life
 * @param halfLifeHours that half-life
 */
public record Epoch(
    LogPosition position,
    Instant reference,
    List<RankedScores> windows,
    RankedScores trending,
    int halfLifeHours) {

  public static final Epoch EMPTY =
      new Epoch(
          LogPosition.START,
          Instant.EPOCH,
          ServingRules.WINDOWS_DAYS.stream().map(days -> RankedScores.EMPTY).toList(),
          RankedScores.EMPTY,
          Basis.HALF_LIFE_HOURS);

  public Epoch {
    windows = List.copyOf(windows);
    if (windows.size() != ServingRules.WINDOWS_DAYS.size()) {
      throw new IllegalArgumentException("one ranking for each of " + ServingRules.WINDOWS_DAYS);
    }
  }

  /**
   * @param windowDays one of {@link ServingRules#WINDOWS_DAYS}; 0 is all time
   */
  public RankedScores popularity(int windowDays) {
    int index = ServingRules.WINDOWS_DAYS.indexOf(windowDays);
    if (index < 0) {
      throw new IllegalArgumentException(
          "windows are " + ServingRules.WINDOWS_DAYS + " days, was " + windowDays);
    }
    return windows.get(index);
  }
}
