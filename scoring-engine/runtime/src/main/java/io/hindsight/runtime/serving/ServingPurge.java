package io.hindsight.runtime.serving;

import io.hindsight.contracts.erasure.ErasureOrder.PurgeServing;
import io.hindsight.contracts.erasure.Purge;
import io.hindsight.contracts.log.LogPosition;
import java.time.Duration;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Tells when the memory that lists are served from holds nothing of an erased person. To be asked
 * after the views: what is read from them then has nothing of the person either.
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
    LogPosition upTo = head.get();
    LogPosition reached = serving.state().await(upTo, PATIENCE);
    if (!reached.reaches(upTo)) {
      return new Purge.NotYet("the serving state is at %s of %s".formatted(reached, upTo));
    }
    serving.forget(command.subjectId());
    return new Purge.Done(upTo);
  }
}
