package io.hindsight.runtime.serving;

import io.hindsight.contracts.erasure.ErasureOrder.PurgeServing;
import io.hindsight.contracts.erasure.Purge;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.retention.RetentionOrder.SettleServing;
import java.time.Duration;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Tells when the memory that lists are served from holds nothing of an erased person or of
 * forgotten interactions. To be asked after the views: what is read from them then has nothing of
 * the person either.
 */
public final class ServingPurge {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServingProcessor serving;
  private final Supplier<LogPosition> head;

  public ServingPurge(ServingProcessor serving, Supplier<LogPosition> head) {
    this.serving = serving;
    this.head = head;
  }

  @CommandHandler
  public Purge handle(PurgeServing command) throws InterruptedException {
    Purge reached = reached();
    if (reached instanceof Purge.Done) {
      serving.forget(command.subjectId());
    }
    return reached;
  }

  /** The fold lets go by itself, as it comes past the event. */
  @CommandHandler
  public Purge handle(SettleServing command) throws InterruptedException {
    return reached();
  }

  private Purge reached() throws InterruptedException {
    LogPosition upTo = head.get();
    LogPosition reached = serving.state().await(upTo, PATIENCE);
    return reached.reaches(upTo)
        ? new Purge.Done(upTo)
        : new Purge.NotYet("the serving state is at %s of %s".formatted(reached, upTo));
  }
}
