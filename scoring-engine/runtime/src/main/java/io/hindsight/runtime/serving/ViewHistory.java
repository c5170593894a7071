package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.Views;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what persons did from the history view, which keeps retracted interactions with their
 * position, and what they say they like from the log: a profile is a short stream there, and a view
 * of it would lag.
 */
final class ViewHistory implements PersonHistory {
  private static final int PAGE = 1_000;

  private final ViewReader views;
  private final ViewProgress progress;
  private final LogReader log;

  ViewHistory(ViewReader views, ViewProgress progress, LogReader log) {
    this.views = views;
    this.progress = progress;
    this.log = log;
  }

  @Override
  public LogPosition await(LogPosition wanted, Duration atMost) throws InterruptedException {
    return progress.await(Views.HISTORY.name(), wanted, atMost);
  }

  @Override
  public LogPosition reached() {
    return progress.reached(Views.HISTORY.name());
  }

  @Override
  public void each(
      SubjectId subject,
      LogPosition at,
      CatalogState catalog,
      BiConsumer<InteractionId, PersonEvent> consumer) {
    SortedMap<LogPosition, Did> counting = new TreeMap<>();
    Consumer<HistoryRow> keep =
        row -> {
          if (counts(row, at)) {
            counting.put(
                row.position(), new Did(row.recorded().interactionId(), event(row, catalog)));
          }
        };
    // In this order: what is taken back in between is found twice rather than not at all.
    each(Views.ofSubject(subject), keep);
    each(Views.takenBackBy(subject), keep);
    counting.values().forEach(did -> consumer.accept(did.id(), did.event()));
  }

  private record Did(InteractionId id, PersonEvent event) {}

  private void each(String prefix, Consumer<HistoryRow> consumer) {
    String cursor = null;
    do {
      Page<HistoryRow> page = views.page(Views.HISTORY, ViewReader.BY_KEY, prefix, cursor, PAGE);
      page.rows().forEach(row -> consumer.accept(row.value()));
      cursor = page.next();
    } while (cursor != null);
  }

  @Override
  public Preferences stated(SubjectId subject, LogPosition at) {
    return LogHistory.stated(log, subject, at);
  }

  private static boolean counts(HistoryRow row, LogPosition at) {
    @Nullable LogPosition retracted = row.retractedAt();
    return at.reaches(row.position()) && (retracted == null || !at.reaches(retracted));
  }

  private static PersonEvent event(HistoryRow row, CatalogState catalog) {
    int item = catalog.indexOf(row.recorded().itemId());
    if (item < 0) {
      throw new IllegalStateException(
          "the history view has an item at " + row.position() + " that the catalog lacks");
    }
    return PersonEvent.of(row.position().value(), item, row.recorded());
  }
}
