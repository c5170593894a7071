package io.hindsight.benchmarks.parts;

import io.hindsight.app.launch.DataDirectories;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thousand rows of the history view, the largest, written in one transaction. Time of a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills them
public class ViewsPart {
  private static final int ROWS = 1_000;

  private final SplittableRandom random = new SplittableRandom(9);
  private Path folder;
  private SqliteViewStore store;
  private ViewGeneration<HistoryRow> generation;
  private long position;

  @Setup
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("views-");
    store = SqliteViewStore.open(folder.resolve("views.db"), 1);
    generation = store.live(Views.HISTORY);
    position = 0;
  }

  @TearDown
  public void close() {
    store.close();
    DataDirectories.delete(folder);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void apply() {
    Map<String, Row<HistoryRow>> rows = new HashMap<>();
    for (int i = 1; i <= ROWS; i++) {
      int number = random.nextInt(100_000_000);
      SubjectId subject = new SubjectId(String.format("%032x", random.nextInt(10_000)));
      var event = Samples.interaction(number, subject, null, null);
      LogPosition at = new LogPosition(position + i);
      HistoryRow row = new HistoryRow(event, at, null);
      rows.put(row.key(), new Row<>(row.key(), row, at));
    }
    LogPosition from = new LogPosition(position);
    position += ROWS;
    generation.apply(new Batch<>(rows, Set.of()), from, new LogPosition(position));
  }
}
