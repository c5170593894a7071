package io.hindsight.app.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.SystemIds;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.LogTokens;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.projections.processing.ViewProcessors;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.projections.views.Projections;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.views.Views;
import io.hindsight.sagas.SagaTypes;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a stopped server left behind. */
public final class StoredData {
  private static final int PAGE = 5_000;

  private StoredData() {}

  public static LogStore log(Path data) {
    return log(new LogSettings.Sqlite(data.resolve("log.db")));
  }

  public static LogStore log(LogSettings settings) {
    return LogStore.open(
        settings, MessageRegistry.ofEventsAnd(SagaTypes.all()), new SystemIds(Clock.systemUTC()));
  }

  public static <E> List<E> events(LogStore log, Class<E> type) {
    List<E> events = new ArrayList<>();
    log.reader()
        .read(
            LogPosition.START,
            log.head(),
            Set.of(type),
            (RecordedEvent event) -> events.add(type.cast(event.event())));
    return events;
  }

  public static <E> List<E> events(Path data, Class<E> type) {
    try (LogStore log = log(data)) {
      return events(log, type);
    }
  }

  /** Of every list that was served and recorded, in the log's order. */
  public static List<Receipt> receipts(LogStore log) {
    return events(log, RecommendationServed.class).stream()
        .flatMap(event -> event.receipts().stream())
        .toList();
  }

  public static List<Receipt> receipts(Path data) {
    try (LogStore log = log(data)) {
      return receipts(log);
    }
  }

  /**
   * Folds the whole log anew into views of their own, and compares them row by row.
   *
   * @param empty a directory for the new views
   * @return how many rows were compared
   */
  public static int assertViewsEqualTheLog(Path data, Path empty) throws InterruptedException {
    try (LogStore log = log(data)) {
      return assertViewsEqualTheLog(log, viewsIn(data), empty);
    }
  }

  /** The views that a server without other settings left behind. */
  public static ViewStore viewsIn(Path data) {
    return SqliteViewStore.open(data.resolve("views.db"), 2);
  }

  /**
   * The same where log or views are not in the data directory.
   *
   * @param views closed at the end
   */
  public static int assertViewsEqualTheLog(LogStore log, ViewStore views, Path empty)
      throws InterruptedException {
    try (ViewStore kept = views;
        SqliteViewStore made = SqliteViewStore.open(empty.resolve("views.db"), 2)) {
      made.bind(log.id(), log.head());
      ViewProgress progress = new ViewProgress();
      try (ViewProcessors processors =
          new ViewProcessors(
              made,
              progress,
              new SharedEventSource(
                  log.engine(), position -> LogTokens.token(new LogPosition(position))),
              OpenTelemetry.noop().getTracer("test"),
              log::head,
              () -> false,
              Projections.all())) {
        processors.start();
        for (ViewDefinition<?> view : Views.ALL) {
          LogPosition reached = progress.await(view.name(), log.head(), Duration.ofMinutes(1));
          assertThat(reached).as(view.name()).isEqualTo(log.head());
        }
      }
      int rows = 0;
      for (ViewDefinition<?> view : Views.ALL) {
        rows += assertEqual(view, kept, made);
      }
      return rows;
    }
  }

  private static <T> int assertEqual(ViewDefinition<T> view, ViewReader kept, ViewReader made) {
    int rows = 0;
    String after = null;
    do {
      Page<T> expected = made.page(view, ViewReader.BY_KEY, "", after, PAGE);
      Page<T> actual = kept.page(view, ViewReader.BY_KEY, "", after, PAGE);
      List<Row<T>> wanted = expected.rows();
      assertThat(actual.rows()).as(view.name()).isEqualTo(wanted);
      rows += wanted.size();
      after = expected.next();
    } while (after != null);
    return rows;
  }
}
