package io.hindsight.benchmarks.projecting;

import io.hindsight.benchmarks.support.Logs;
import io.hindsight.benchmarks.support.Machine;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.LogTokens;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.projections.processing.ViewProcessors;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.projections.views.Projections;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.views.Views;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;

/** Makes all views of a log, as the server does, in a file of its own. */
final class AllViews {
  private AllViews() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (LogStore log = Logs.open(Path.of(arguments[0]));
        SqliteViewStore store = SqliteViewStore.open(Path.of(arguments[1]), 8)) {
      LogPosition head = log.head();
      store.bind(log.id(), head);
      ViewProgress progress = new ViewProgress();
      SharedEventSource source =
          new SharedEventSource(log.engine(), at -> LogTokens.token(new LogPosition(at)));
      double cpu = Machine.cpuSeconds();
      long began = System.nanoTime();
      try (ViewProcessors views =
          new ViewProcessors(
              store,
              progress,
              source,
              OpenTelemetry.noop().getTracer("benchmarks"),
              () -> head,
              () -> false,
              Projections.all())) {
        views.start();
        for (var view : Views.ALL) {
          progress.await(view.name(), head, Duration.ofHours(1));
        }
        System.out.println("rate=" + head.value() / ((System.nanoTime() - began) / 1e9));
        System.out.println("cpu=" + (Machine.cpuSeconds() - cpu) / head.value() * 1e6);
      }
    }
  }
}
