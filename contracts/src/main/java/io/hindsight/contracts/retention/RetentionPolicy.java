package io.hindsight.contracts.retention;

import io.hindsight.contracts.interactions.InteractionType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How long interactions of a type are kept. Whole calendar months (UTC) of when they happened are
 * forgotten, once all of a month is older than that.
 */
public record RetentionPolicy(InteractionType type, Period keep) {
  /** What people did up to so long ago moves trends and windows of popularity. */
  public static final int LEAST_DAYS = 30;

  private static final int LEAST_DAYS_OF_A_MONTH = 28;

  public RetentionPolicy {
    long least = keep.toTotalMonths() * LEAST_DAYS_OF_A_MONTH + keep.getDays();
    if (keep.getYears() < 0 || keep.getMonths() < 0 || keep.getDays() < 0 || least < LEAST_DAYS) {
      throw new IllegalArgumentException(
          "a period of %s or more is needed for %s, such as P90D or P1Y, was %s"
              .formatted(Period.ofDays(LEAST_DAYS), type.wireName(), keep));
    }
  }

  /** The newest month that is to be forgotten by now, with all before it. */
  public YearMonth dueBy(Instant now) {
    return YearMonth.from(day(now).minus(keep)).minusMonths(1);
  }

  /** The first day on which the month after the newest due one falls due. */
  public LocalDate nextDue(Instant now) {
    YearMonth due = dueBy(now);
    LocalDate day = due.plusMonths(2).atDay(1).plus(keep);
    // Months differ in length: adding a period does not always undo taking it off.
    while (YearMonth.from(day.minus(keep)).minusMonths(1).isAfter(due)) {
      day = day.minus(1, ChronoUnit.DAYS);
    }
    while (!YearMonth.from(day.minus(keep)).minusMonths(1).isAfter(due)) {
      day = day.plusDays(1);
    }
    return day;
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
