package io.hindsight.command.seal;

import io.hindsight.command.intake.GroupCommitLog;
import io.hindsight.command.intake.GroupCommitSettings;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.audit.LogIntegrity.Checked;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.time.Ids;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A real log in a directory, what seals it, and a hand that reaches past both. */
final class SealingHarness implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  final LogStore store;
  final GroupCommitLog facts;
  final Sealer sealer;
  final SealedLog sealed;
  final SealKeys keys;
  final SealMemo memo;
  private final Path file;
  private final ExecutorService completions = Executors.newSingleThreadExecutor();

  SealingHarness(Path directory, int every, SigningKey key) {
    this(directory, every, key, List.of(key.verifier()));
  }

  SealingHarness(Path directory, int every, SigningKey key, List<VerifyingKey> known) {
    file = directory.resolve("log.db");
    keys = new SealKeys(key, known);
    memo = new SealMemo(directory.resolve(key.verifier().id()));
    InstantSource clock = InstantSource.fixed(NOON);
    Ids ids = new RandomIds();
    store =
        LogStore.open(new LogSettings.Sqlite(file), MessageRegistry.ofEventsAnd(List.of()), ids);
    facts =
        new GroupCommitLog(
            store.eventStore(),
            store.serializer(),
            store.heads(),
            store::head,
            clock,
            ids,
            OpenTelemetry.noop().getTracer("test"),
            completions,
            GroupCommitSettings.DEFAULT);
    sealer =
        new Sealer(
            store.stored(),
            facts,
            keys,
            memo,
            new SealSettings(every, Duration.ofMinutes(1)),
            clock);
    sealed = new SealedLog(store.stored(), sealer, keys, true);
  }

  /** Views of {@code item-from} to {@code item-(to-1)}, each at the next position. */
  void append(int from, int to) throws Exception {
    List<Fact> views =
        IntStream.range(from, to)
            .mapToObj(
                i -> {
                  InteractionId id = new InteractionId("x-" + i);
                  return new Fact(
                      Stream.of(id),
                      Expectation.NEW_STREAM,
                      InteractionRecorded.plain(
                          id,
                          new SubjectId("s-" + i % 3),
                          new ItemId("item-" + i),
                          InteractionType.VIEW,
                          NOON),
                      Map.of("traceId", "t-" + i));
                })
            .toList();
    facts.append(views).get();
  }

  /** The whole log, page by page. */
  List<Checked> check() {
    List<Checked> pages = new java.util.ArrayList<>();
    LogPosition after = LogPosition.START;
    while (after != null) {
      Checked page = sealed.check(after, null).orElseThrow();
      pages.add(page);
      after = page.next();
    }
    return pages;
  }

  /** Again and again: each seal but the last then stands among the events of the next. */
  void appendAndSeal(int from, int to, int each) throws Exception {
    for (int next = from; next < to; next += each) {
      append(next, Math.min(to, next + each));
      sealer.seal(true);
    }
  }

  /** By hand, behind the program's back. */
  void alter(String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  @Override
  public void close() {
    facts.close();
    completions.shutdown();
    store.close();
  }

  private static final class RandomIds implements Ids {
    @Override
    public String next() {
      return UUID.randomUUID().toString();
    }

    @Override
    public long nextSeed() {
      return 1;
    }
  }
}
