package io.hindsight.command.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.retention.RetentionOrder.ForgetInteractions;
import io.hindsight.contracts.retention.RetentionPolicy;
import io.hindsight.contracts.time.Ids;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionRunsTest {
  private static final RetentionPolicy SEARCHES =
      new RetentionPolicy(InteractionType.SEARCH_CLICK, Period.ofDays(90));

  @TempDir Path directory;
  private LogStore log;
  private final List<ForgetInteractions> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-08-28T10:00:00Z");
  private boolean broken;

  @BeforeEach
  void open() {
    log =
        LogStore.open(
            new LogSettings.Sqlite(directory.resolve("log.db")),
            MessageRegistry.ofEventsAnd(List.of()),
            new CountingIds());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private RetentionRuns runs(RetentionPolicy... policies) {
    return new RetentionRuns(
        List.of(policies),
        log.reader(),
        log::head,
        order -> {
          if (broken) {
            throw new IllegalStateException("the disk is full");
          }
          asked.add(order);
        },
        () -> now);
  }

  @Test
  void aMonthIsForgottenOnceAllOfItIsOlderThanThePeriodAndOnceADay() {
    RetentionRuns runs = runs(SEARCHES);
    runs.runIfDue();
    runs.runIfDue();
    assertThat(asked).extracting(ForgetInteractions::month).containsExactly(YearMonth.of(2026, 4));
    now = Instant.parse("2026-08-29T23:59:00Z");
    runs.runIfDue();
    assertThat(asked).as("May 31 is 90 days ago").hasSize(2);
    now = Instant.parse("2026-08-30T00:00:00Z");
    runs.runIfDue();
    assertThat(asked.getLast().month()).isEqualTo(YearMonth.of(2026, 5));
  }

  @Test
  void whatFailedIsTriedAgainOnTheSameDay() {
    RetentionRuns runs = runs(SEARCHES);
    broken = true;
    assertThatThrownBy(runs::runIfDue).hasMessageContaining("disk");
    broken = false;
    runs.runIfDue();
    assertThat(asked).hasSize(1);
  }

  @Test
  void everyDayHasItsNextDueDayWhateverThePeriod() {
    for (String period : List.of("P30D", "P90D", "P2M", "P1Y", "P1Y2M3D", "P31D", "P6M")) {
      RetentionPolicy policy = new RetentionPolicy(InteractionType.DWELL, Period.parse(period));
      for (int day = 0; day < 800; day++) {
        Instant at = LocalDate.of(2024, 1, 1).plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
        LocalDate next = policy.nextDue(at);
        Instant eve = next.minusDays(1).atTime(23, 59).toInstant(ZoneOffset.UTC);
        Instant due = next.atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(next).isAfter(LocalDate.ofInstant(at, ZoneOffset.UTC));
        assertThat(policy.dueBy(eve)).as(period + " " + at).isEqualTo(policy.dueBy(at));
        assertThat(policy.dueBy(due)).isEqualTo(policy.dueBy(at).plusMonths(1));
        Instant end =
            policy.dueBy(due).plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(end.plusSeconds(30 * 86_400))
            .as("windows reach no further")
            .isBeforeOrEqualTo(due);
      }
    }
  }

  @Test
  void periodsThatReachIntoWindowsOrBackwardsAreRefused() {
    for (String period : List.of("P29D", "P1M", "-P90D", "P0D", "P2M-1D")) {
      assertThatThrownBy(() -> new RetentionPolicy(InteractionType.DWELL, Period.parse(period)))
          .as(period)
          .hasMessageContaining("P30D or more");
    }
  }

  private static final class CountingIds implements Ids {
    private final AtomicLong last = new AtomicLong();

    @Override
    public String next() {
      return "id" + last.incrementAndGet();
    }

    @Override
    public long nextSeed() {
      return last.incrementAndGet();
    }
  }
}
