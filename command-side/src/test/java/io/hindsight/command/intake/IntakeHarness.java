package io.hindsight.command.intake;

import io.hindsight.command.consent.ConsentRegister;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.ImpressionDraft;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.Draft.ProfileDraft;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import io.hindsight.contracts.intake.IntakeCommand.RecordImpressions;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeCommand.RecordProfiles;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.time.Ids;
import io.opentelemetry.api.OpenTelemetry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The intake on a real log and real keys in a directory, as the application wires it. */
final class IntakeHarness implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  static final Context NO_CONTEXT = new Context(null, null, null, null, null, null);

  final LogStore store;
  final KeyStore keys;
  final ConsentRegister consents;
  final GroupCommitLog log;
  final InteractionIntake interactions;
  final ImpressionIntake impressions;
  final ItemIntake items;
  final ProfileIntake profiles;
  private final ExecutorService completions = Executors.newSingleThreadExecutor();

  IntakeHarness(Path directory) {
    this(directory, "id");
  }

  IntakeHarness(Path directory, String idPrefix) {
    this(
        new LogSettings.Sqlite(directory.resolve("log.db")),
        new KeySettings.Sqlite(directory.resolve("keys.db")),
        directory,
        idPrefix);
  }

  IntakeHarness(LogSettings where, KeySettings whereKeys, Path directory, String idPrefix) {
    InstantSource clock = InstantSource.fixed(NOW);
    SecureRandom random = new SecureRandom();
    Ids ids = ids(idPrefix);
    store = LogStore.open(where, MessageRegistry.ofEventsAnd(List.of()), ids);
    keys =
        new KeyStore(whereKeys, MasterKey.inFile(directory.resolve("master.key"), random), random);
    log =
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
    consents = new ConsentRegister(store.heads());
    KnownStreams known = new KnownStreams(store.heads());
    interactions =
        new InteractionIntake(
            log, store.heads(), known, keys, consents, clock, ids, IntakeLimits.DEFAULT);
    impressions =
        new ImpressionIntake(log, known, keys, consents, clock, ids, IntakeLimits.DEFAULT);
    items = new ItemIntake(log, store.heads(), known, clock);
    profiles = new ProfileIntake(log, store.heads(), known, keys, clock);
  }

  static Ids ids(String prefix) {
    AtomicLong last = new AtomicLong();
    return new Ids() {
      @Override
      public String next() {
        return prefix + String.format("%010d", last.incrementAndGet());
      }

      @Override
      public long nextSeed() {
        return last.incrementAndGet();
      }
    };
  }

  IntakeReceipt record(InteractionDraft... drafts) {
    return record(List.of(drafts));
  }

  IntakeReceipt record(List<InteractionDraft> drafts) {
    return interactions.handle(new RecordInteractions("request", drafts, List.of()));
  }

  IntakeReceipt show(ImpressionDraft... drafts) {
    return impressions.handle(new RecordImpressions("request", List.of(drafts), List.of()));
  }

  IntakeReceipt list(ItemDraft... drafts) {
    return items.handle(new ListItems("request", List.of(drafts), List.of()));
  }

  IntakeReceipt tell(ProfileDraft... drafts) {
    return profiles.handle(new RecordProfiles("request", List.of(drafts), List.of()));
  }

  List<RecordedEvent> events() {
    List<RecordedEvent> events = new ArrayList<>();
    store.reader().read(LogPosition.START, store.head(), events::add);
    return events;
  }

  <T> List<T> events(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (RecordedEvent event : events()) {
      if (type.isInstance(event.event())) {
        found.add(type.cast(event.event()));
      }
    }
    return found;
  }

  /** A view with an id. */
  static InteractionDraft view(long index, String id, String user, String item) {
    return new InteractionDraft(
        index, id, user, item, "view", null, null, null, null, null, null, null, null);
  }

  /** A view without an id. */
  static InteractionDraft viewAt(long index, String user, String item, Instant at) {
    return new InteractionDraft(
        index, null, user, item, "view", at, null, null, null, null, null, null, null);
  }

  static ItemDraft item(long index, String id, String title, String price) {
    return new ItemDraft(index, id, details(title, price));
  }

  static ItemDetails details(String title, String price) {
    return new ItemDetails(
        title,
        null,
        List.of("shoes"),
        null,
        null,
        new BigDecimal(price),
        "EUR",
        List.of(),
        Map.of("colour", List.of("red")),
        null,
        null);
  }

  static ProfileDraft profile(long index, String user, String name) {
    return new ProfileDraft(
        index, user, name, name + "@mail.example", "{\"town\": \"Graz\"}", Preferences.NONE);
  }

  @Override
  public void close() {
    log.close();
    keys.close();
    store.close();
    completions.shutdown();
  }
}
