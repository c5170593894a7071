package io.hindsight.projections.processing;

import io.hindsight.contracts.erasure.ErasureOrder.PurgeViews;
import io.hindsight.contracts.erasure.Purge;
import io.hindsight.contracts.ids.Id;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.retention.RetentionOrder.SettleViews;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Tells when the views hold nothing of an erased person, or of forgotten interactions. They let go
 * by themselves, as they fold such an event like any other, generations that are being built among
 * them; so all there is to do is to remove those that nobody folds into, to wait until each of the
 * others has come past it, and to scrub the store.
 */
public final class ViewPurge {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int REMEMBERED = 10_000;

  private final ViewProcessors processors;
  private final ViewStore store;
  private final ViewProgress progress;
  private final Supplier<LogPosition> head;
  private final Duration patience;

  /** Where the log stood when each was first asked for: scrubbed up to there is enough. */
  private final Map<Id, LogPosition> asked =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, LogPosition> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What every view had folded before the newest scrub began. */
  private LogPosition scrubbed = LogPosition.START;

  public ViewPurge(
      ViewProcessors processors,
      ViewStore store,
      ViewProgress progress,
      Supplier<LogPosition> head) {
    this(processors, store, progress, head, PATIENCE);
  }

  ViewPurge(
      ViewProcessors processors,
      ViewStore store,
      ViewProgress progress,
      Supplier<LogPosition> head,
      Duration patience) {
    this.patience = patience;
    this.processors = processors;
    this.store = store;
    this.progress = progress;
    this.head = head;
  }

  /** The erasure is in the log before this is asked, so the log's head is behind it. */
  @CommandHandler
  public Purge handle(PurgeViews command) throws InterruptedException {
    return purge(command.subjectId());
  }

  /** The same for forgotten interactions. */
  @CommandHandler
  public Purge handle(SettleViews command) throws InterruptedException {
    return purge(command.retentionId());
  }

  private Purge purge(Id gone) throws InterruptedException {
    LogPosition upTo = firstAsked(gone);
    long end = System.nanoTime() + patience.toNanos();
    if (processors.discardUnused(patience)) {
      forgetScrub();
    }
    for (ViewAnswer.View view : processors.at(upTo)) {
      progress.await(view.name(), upTo, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    LogPosition folded = null;
    for (ViewAnswer.View view : processors.at(upTo)) {
      if (!view.position().reaches(upTo)) {
        return new Purge.NotYet(
            "view %s (generation %d) is %s at %s of %s"
                .formatted(view.name(), view.generation(), view.status(), view.position(), upTo));
      }
      folded = folded == null || folded.reaches(view.position()) ? view.position() : folded;
    }
    if (!isScrubbed(upTo) && !scrub(folded == null ? upTo : folded)) {
      return new Purge.NotYet("the views' file could not be scrubbed just now");
    }
    // Last: one that was folded into until now may have been paused, or be compared, meanwhile.
    String unused = processors.unused();
    return unused.isEmpty()
        ? done(gone, upTo)
        : new Purge.NotYet("paused, compared or removed just now: view " + unused);
  }

  private synchronized void forgetScrub() {
    scrubbed = LogPosition.START;
  }

  private synchronized LogPosition firstAsked(Id gone) {
    return asked.computeIfAbsent(gone, first -> head.get());
  }

  private synchronized boolean isScrubbed(LogPosition upTo) {
    return scrubbed.reaches(upTo);
  }

  private boolean scrub(LogPosition folded) {
    if (!store.scrub()) {
      return false;
    }
    synchronized (this) {
      scrubbed = scrubbed.max(folded);
    }
    return true;
  }

  private synchronized Purge done(Id gone, LogPosition upTo) {
    asked.remove(gone);
    return new Purge.Done(upTo);
  }
}
