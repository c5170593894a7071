package io.hindsight.command.retention;

import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.retention.RetentionOrder.ForgetInteractions;
import io.hindsight.contracts.retention.RetentionPolicy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the start and then once a day (UTC) for months that fell due, and has them forgotten. A
 * day that failed is tried again a minute later. One that is in the log already is not asked for:
 * its process goes on by itself.
 */
public final class RetentionRuns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionRuns.class);
  private static final int LOOK_SECONDS = 60;

  private final List<RetentionPolicy> policies;
  private final LogReader log;
  private final Supplier<LogPosition> head;
  private final Consumer<ForgetInteractions> forget;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("retention-", 0).factory());
  private @Nullable LocalDate done;

  /**
   * @param forget carries out an order, and throws where that fails
   */
  public RetentionRuns(
      List<RetentionPolicy> policies,
      LogReader log,
      Supplier<LogPosition> head,
      Consumer<ForgetInteractions> forget,
      InstantSource clock) {
    this.policies = List.copyOf(policies);
    this.log = log;
    this.head = head;
    this.forget = forget;
    this.clock = clock;
  }

  public void start() {
    if (!policies.isEmpty()) {
      thread.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Nothing may end the thread: what is not forgotten looks like what is kept. */
  @SuppressWarnings("CatchingUnchecked")
  private void look() {
    try {
      runIfDue();
    } catch (Exception e) {
      LOG.error("event=retention-failed, to be tried again", e);
    }
  }

  /** Once for each day. */
  synchronized void runIfDue() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (today.equals(done)) {
      return;
    }
    for (RetentionPolicy policy : policies) {
      YearMonth month = policy.dueBy(now);
      Stream stream = Stream.of(RetentionId.of(policy.type(), month));
      if (log.latest(stream, head.get()).isEmpty()) {
        LOG.info("retention: {} up to {} is forgotten", policy.type().wireName(), month);
        forget.accept(new ForgetInteractions(policy.type(), month, policy.keep()));
      }
    }
    done = today;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
