package io.hindsight.command.retention;

import io.hindsight.command.intake.IntakeLog;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.retention.RetentionEvent.StoreSettled;
import io.hindsight.contracts.retention.RetentionOrder;
import io.hindsight.contracts.retention.RetentionOrder.CompleteRetention;
import io.hindsight.contracts.retention.RetentionOrder.ForgetInteractions;
import io.hindsight.contracts.retention.RetentionOrder.ReportSettled;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Forgets interactions of a type up to a month, and notes how that goes on. Each step expects the
 * one before it in the stream, so one that comes twice changes nothing.
 */
public final class RetentionIntake {
  private final IntakeLog log;
  private final LogReader reader;
  private final KeyStore keys;
  private final RetentionReceipts receipts;
  private final InstantSource clock;

  public RetentionIntake(
      FactLog log,
      LogReader reader,
      KeyStore keys,
      RetentionReceipts receipts,
      InstantSource clock) {
    this.log = new IntakeLog(log);
    this.reader = reader;
    this.keys = keys;
    this.receipts = receipts;
    this.clock = clock;
  }

  /**
   * The keys go first: from then on nothing of the kind is taken in, and what was on its way stands
   * in front of the event in the queue of the log.
   */
  @CommandHandler
  public Reply handle(ForgetInteractions command) {
    RetentionId id = RetentionId.of(command.type(), command.month());
    keys.forget(command.type(), command.month());
    return append(
        id,
        Expectation.NEW_STREAM,
        new InteractionsForgotten(
            id,
            command.type(),
            command.month().toString(),
            command.keep().toString(),
            clock.instant()));
  }

  @CommandHandler
  public Reply handle(ReportSettled command) {
    int place = command.store().equals(RetentionOrder.VIEWS) ? 0 : 1;
    return append(
        command.retentionId(),
        Expectation.headIs(place),
        new StoreSettled(command.retentionId(), command.store(), command.upTo(), clock.instant()));
  }

  @CommandHandler
  public Reply handle(CompleteRetention command) {
    List<RetentionEvent> events = new ArrayList<>();
    reader.readStream(
        Stream.of(command.retentionId()),
        log.head(),
        event -> events.add((RetentionEvent) event.event()));
    return events.size() < RetentionReceipts.STEPS
        ? new Reply.Refused(
            new Refusal(
                "retention-out-of-step",
                "not all stores are settled",
                "report them in their order"))
        : append(
            command.retentionId(),
            Expectation.headIs(RetentionReceipts.STEPS - 1),
            receipts.complete(events, clock.instant()));
  }

  private Reply append(RetentionId id, Expectation expectation, RetentionEvent event) {
    Appended appended =
        log.append(List.of(new Fact(Stream.of(id), expectation, event, IntakeLog.metadata(null))));
    boolean changed = appended.duplicates().isEmpty() && appended.refused().isEmpty();
    return new Reply.Done(appended.position(), 0, changed);
  }
}
