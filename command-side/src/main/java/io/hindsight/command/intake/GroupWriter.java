package io.hindsight.command.intake;

import static java.util.Objects.requireNonNull;

import io.hindsight.command.intake.PendingAppend.Facts;
import io.hindsight.command.log.FencedOff;
import io.hindsight.command.log.StreamHeads;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one group: as a whole if the log takes it, else with heads looked up afresh, else in
 * halves, so that a call which cannot be stored takes no other one with it.
 */
final class GroupWriter {
  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
  private static final int ATTEMPTS = 3;

  /** A log that is away may take its time to say so, and callers wait for ten seconds. */
  private static final Duration NO_THIRD_AFTER = Duration.ofSeconds(4);

  /** A log that is down would else be asked once for each call of a group. */
  private static final int FAILURES_A_GROUP = 32;

  private final EventBus store;
  private final StreamHeads heads;
  private final Supplier<LogPosition> head;
  private final InstantSource clock;

  /** Learns what became of the calls. */
  interface Listener {
    void stored(List<Facts> calls, GroupPlan plan, LogPosition position);

    void failed(List<Facts> calls, RuntimeException cause);
  }

  GroupWriter(EventBus store, StreamHeads heads, Supplier<LogPosition> head, InstantSource clock) {
    this.store = store;
    this.heads = heads;
    this.head = head;
    this.clock = clock;
  }

  void write(List<Facts> group, Listener listener) {
    write(group, false, FAILURES_A_GROUP, listener);
  }

  /** Answers with how many failures are left. */
  private int write(List<Facts> group, boolean careful, int patience, Listener listener) {
    RuntimeException last = null;
    boolean lookUpAll = careful;
    Instant end = clock.instant().plus(NO_THIRD_AFTER);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      GroupPlan plan;
      try {
        plan = append(group, lookUpAll);
      } catch (RuntimeException e) {
        if (FencedOff.caused(e)) {
          return fenced(group, e, patience, listener);
        }
        last = e;
        lookUpAll = true;
        // The second attempt finds what the first may have stored.
        if (attempt > 0 && clock.instant().isAfter(end)) {
          break;
        }
        continue;
      }
      answer(group, plan, listener);
      return patience;
    }
    if (last == null) {
      throw new IllegalStateException("no attempt was made");
    }
    int left = isConflict(last) ? patience : last instanceof LogUnavailable ? 0 : patience - 1;
    if (group.size() == 1 || left <= 0) {
      LOG.warn("{} calls could not be appended: {}", group.size(), last.toString());
      listener.failed(group, new LogUnavailable("the log did not take the facts", last));
      return left;
    }
    int middle = group.size() / 2;
    left = write(group.subList(0, middle), true, left, listener);
    return write(group.subList(middle, group.size()), true, left, listener);
  }

  /** Those whom it concerns decide again, the others need not wait for that. */
  private int fenced(List<Facts> group, RuntimeException cause, int patience, Listener listener) {
    Map<Boolean, List<Facts>> concerned =
        group.stream().collect(Collectors.partitioningBy(Facts::concernsPeople));
    listener.failed(requireNonNull(concerned.get(true)), cause);
    List<Facts> others = requireNonNull(concerned.get(false));
    return others.isEmpty() ? patience : write(others, true, patience, listener);
  }

  private GroupPlan append(List<Facts> group, boolean lookUpAll) {
    Set<String> asked = GroupPlan.streams(group, lookUpAll);
    Map<String, Long> known = asked.isEmpty() ? Map.of() : heads.sequences(asked);
    GroupPlan plan = GroupPlan.of(group, known, clock.instant());
    if (!plan.messages().isEmpty()) {
      store.publish(plan.messages());
    }
    return plan;
  }

  /** The facts are stored by now: those who send them again are told that they are duplicates. */
  private void answer(List<Facts> group, GroupPlan plan, Listener listener) {
    LogPosition position;
    try {
      position = position();
    } catch (LogUnavailable e) {
      LOG.warn("{} calls are stored, but not answered: {}", group.size(), e.toString());
      listener.failed(group, e);
      return;
    }
    listener.stored(group, plan, position);
  }

  /** A hiccup here must not make them look refused. */
  private LogPosition position() {
    RuntimeException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return head.get();
      } catch (RuntimeException e) {
        last = e;
      }
    }
    throw new LogUnavailable("the head of the log could not be read", last);
  }

  /** A duplicate shows as either, depending on the number of the batch's first event. */
  private static boolean isConflict(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConcurrencyException
          || cause instanceof AggregateStreamCreationException) {
        return true;
      }
    }
    return false;
  }
}
