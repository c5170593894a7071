package io.hindsight.projections.processing;

import io.hindsight.contracts.erasure.ErasureOrder.PurgeViews;
import io.hindsight.contracts.erasure.Purge;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewStore;
import java.time.Duration;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Tells when the views hold nothing of an erased person. They let go by themselves, as they fold
 * the erasure like any other event, generations that are being built among them; so all there is to
 * do is to wait until each has come past it, and to overwrite what was deleted.
 */
public final class ViewPurge {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ViewProcessors processors;
  private final ViewStore store;
  private final ViewProgress progress;
  private final Supplier<LogPosition> head;

  public ViewPurge(
      ViewProcessors processors,
      ViewStore store,
      ViewProgress progress,
      Supplier<LogPosition> head) {
    this.processors = processors;
    this.store = store;
    this.progress = progress;
    this.head = head;
  }

  /** The erasure is in the log before this is asked, so the log's head is behind it. */
  @CommandHandler
  public Purge handle(PurgeViews command) throws InterruptedException {
    LogPosition upTo = head.get();
    processors.dropWaiting();
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (ViewAnswer.View view : processors.at(upTo)) {
      progress.await(view.name(), upTo, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    for (ViewAnswer.View view : processors.at(upTo)) {
      if (!view.position().reaches(upTo)) {
        return new Purge.NotYet(
            "view %s (generation %d) is %s at %s of %s"
                .formatted(view.name(), view.generation(), view.status(), view.position(), upTo));
      }
    }
    return store.scrub()
        ? new Purge.Done(upTo)
        : new Purge.NotYet("readers at work keep the views' file from being overwritten");
  }
}
