package io.hindsight.runtime.serving;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.query.support.MemoryViews;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.Views;
import io.hindsight.runtime.models.ModelStore;
import java.time.Duration;

/** The real serving state, fed from a log by whoever calls {@link #catchUp}. */
public final class LiveServing {
  private final LogReader log;
  private final MemoryViews views = new MemoryViews();
  private final ViewProgress progress = new ViewProgress();
  private final ServingCore core;
  private LogPosition reached = LogPosition.START;

  public LiveServing(LogReader log, ModelStore models, int epochEvents) {
    this.log = log;
    ServingSettings settings =
        new ServingSettings(
            epochEvents, Duration.ofHours(1), 1_000_000, Duration.ofSeconds(10), 1_000);
    core =
        new ServingCore(
            null,
            new ModelSwitch(models),
            new ViewHistory(views, progress, log),
            progress,
            settings,
            () -> 0);
  }

  public ServingState state() {
    return core;
  }

  /** History first: whoever loads a person finds it at least as new as the snapshot. */
  public synchronized void catchUp() {
    LogPosition head = log.head();
    log.read(reached, head, this::keepHistory);
    progress.report(Views.HISTORY.name(), head);
    log.read(
        reached,
        head,
        ServingFold.TYPES,
        event -> core.apply(event.position(), event.recordedAt(), event.event()));
    core.publish(head);
    reached = head;
  }

  private void keepHistory(RecordedEvent event) {
    if (event.event() instanceof InteractionRecorded recorded) {
      put(new HistoryRow(recorded, event.position(), null), event.position());
    } else if (event.event() instanceof InteractionRetracted retracted) {
      String key = HistoryRow.counting(retracted.recorded());
      HistoryRow row = views.get(Views.HISTORY, key).orElseThrow().value();
      views.remove(Views.HISTORY, key);
      put(new HistoryRow(row.recorded(), row.position(), event.position()), event.position());
    }
  }

  private void put(HistoryRow row, LogPosition seen) {
    views.put(Views.HISTORY, row.key(), row, seen);
  }
}
