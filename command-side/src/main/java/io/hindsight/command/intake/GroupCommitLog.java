package io.hindsight.command.intake;

import io.hindsight.command.intake.CommitQueue.Offer;
import io.hindsight.command.intake.PendingAppend.Facts;
import io.hindsight.command.intake.PendingAppend.Prepared;
import io.hindsight.command.intake.PendingAppend.Receipt;
import io.hindsight.command.log.StreamHeads;
import io.hindsight.command.log.WrittenReceipts;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.serving.ReceiptLog;
import io.hindsight.contracts.serving.ServedList;
import io.hindsight.contracts.time.Ids;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts from all callers, appended by one committer thread in groups: whatever arrived while the
 * last commit was under way shares the next one. Nobody waits for a group to fill up. Receipts that
 * share a commit share an event. Payloads are serialized on the callers' threads, since the
 * committer is the one thread all of them wait for.
 */
public final class GroupCommitLog implements FactLog, ReceiptLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitLog.class);

  private final Serializer serializer;
  private final Ids ids;
  private final Tracer tracer;
  private final Executor completions;
  private final GroupCommitSettings settings;
  private final Supplier<LogPosition> head;
  private final CommitQueue queue;
  private final GroupWriter writer;
  private final WrittenReceipts receipts = new WrittenReceipts();
  private final ReceiptEvents receiptEvents;
  private final Thread committer;
  private final AtomicLong groups = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final BulkRate bulk = new BulkRate();

  /**
   * @param store what wakes the log's readers, not the bare engine
   * @param serializer the engine's own for events: it then finds the bytes made here
   * @param head the position of the log's last event
   * @param completions runs what callers attached to their futures, never on the committer
   */
  public GroupCommitLog(
      EventBus store,
      Serializer serializer,
      StreamHeads heads,
      Supplier<LogPosition> head,
      InstantSource clock,
      Ids ids,
      Tracer tracer,
      Executor completions,
      GroupCommitSettings settings) {
    this.serializer = serializer;
    this.ids = ids;
    this.tracer = tracer;
    this.completions = completions;
    this.settings = settings;
    this.head = head;
    this.queue = new CommitQueue(settings);
    this.writer = new GroupWriter(store, heads, head, clock);
    this.receiptEvents = new ReceiptEvents(settings.receiptsAnEvent(), ids);
    this.committer = Thread.ofPlatform().name("committer").daemon(true).unstarted(this::run);
    committer.start();
  }

  @Override
  public CompletableFuture<Appended> append(List<Fact> facts) {
    if (facts.isEmpty()) {
      return CompletableFuture.completedFuture(new Appended(head.get(), List.of()));
    }
    Facts call = prepare(facts);
    enqueue(call);
    return call.future();
  }

  @Override
  public CompletableFuture<RecommendationId> keep(ServedList list, @Nullable String traceId) {
    Receipt call =
        new Receipt(list, receipts.write(list), traceId, span(1), new CompletableFuture<>());
    enqueue(call);
    return call.future();
  }

  private void enqueue(PendingAppend call) {
    try {
      switch (queue.offer(call, settings.roomWithin())) {
        case Offer.TAKEN -> {}
        case Offer.FULL -> fail(call, new LogUnavailable("too many writes are waiting", null));
        case Offer.CLOSED -> fail(call, new LogUnavailable("the log is closing", null));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(call, new LogUnavailable("interrupted while waiting for the log", e));
    }
  }

  /** How many events wait for their commit. */
  public int queuedEvents() {
    return queue.events();
  }

  /** How many commits were made since the start. */
  public long commits() {
    return groups.get();
  }

  /** How many events were appended since the start. */
  public long appendedEvents() {
    return events.get();
  }

  /** How many receipts were appended since the start; they share events. */
  public long appendedReceipts() {
    return receiptEvents.kept();
  }

  /** Whether somebody brings in much just now, as an import does. */
  public boolean isBusy() {
    return bulk.isHigh();
  }

  /** Takes nothing more, and returns once everything taken is answered. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (committer.isAlive()) {
      try {
        committer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Facts prepare(List<Fact> facts) {
    List<Prepared> prepared = new ArrayList<>(facts.size());
    long bytes = 0;
    for (Fact fact : facts) {
      GenericMessage<Object> message =
          new GenericMessage<>(ids.next(), fact.event(), fact.metadata());
      bytes += message.serializePayload(serializer, byte[].class).getData().length;
      message.serializeMetaData(serializer, byte[].class);
      prepared.add(new Prepared(fact.stream(), fact.expectation(), message));
    }
    return new Facts(prepared, bytes, span(facts.size()), new CompletableFuture<>());
  }

  private Span span(int facts) {
    return tracer.spanBuilder("append").setAttribute("events", facts).startSpan();
  }

  private void run() {
    GroupWriter.Listener listener = new Answers();
    List<PendingAppend> group = queue.nextGroup();
    while (!group.isEmpty()) {
      commit(group, listener);
      group = queue.nextGroup();
    }
  }

  /** Nothing may end the committer: every later write would wait for ever. */
  @SuppressWarnings("CatchingUnchecked")
  private void commit(List<PendingAppend> group, GroupWriter.Listener listener) {
    try {
      groups.incrementAndGet();
      writer.write(receiptEvents.gather(group), listener);
    } catch (Throwable e) {
      LOG.error("a commit of {} calls ended unexpectedly", group.size(), e);
      complete(() -> group.forEach(call -> fail(call, e)));
    }
  }

  private final class Answers implements GroupWriter.Listener {
    @Override
    public void stored(List<Facts> calls, GroupPlan plan, LogPosition position) {
      events.addAndGet(plan.messages().size());
      if (calls.getFirst().size() > settings.smallCall()) {
        bulk.add(plan.messages().size());
      }
      complete(
          () -> {
            for (int i = 0; i < calls.size(); i++) {
              Facts call = calls.get(i);
              GroupPlan.Outcome outcome = plan.outcomes().get(i);
              call.span().setAttribute("group.events", plan.messages().size());
              call.span().end();
              call.future()
                  .complete(new Appended(position, outcome.duplicates(), outcome.refused()));
            }
          });
    }

    @Override
    public void failed(List<Facts> calls, RuntimeException cause) {
      complete(() -> calls.forEach(call -> fail(call, cause)));
    }
  }

  private void complete(Runnable answers) {
    try {
      completions.execute(answers);
    } catch (RejectedExecutionException e) {
      answers.run();
    }
  }

  private static void fail(PendingAppend call, Throwable cause) {
    if (call.future().completeExceptionally(cause)) {
      call.span().setStatus(StatusCode.ERROR, String.valueOf(cause.getMessage()));
      call.span().end();
    }
  }
}
