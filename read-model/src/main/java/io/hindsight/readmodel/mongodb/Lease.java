package io.hindsight.readmodel.mongodb;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.hindsight.readmodel.store.ViewStoreRefused;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Makes one process the only one that uses the views of a database. Its holder counts up a beat;
 * whoever sees the beat stand still for a whole term takes over. No two clocks are compared: each
 * side measures how long it has waited. A holder that could not beat for nearly a term stops using
 * the views until it can, so it never reads or writes what another one has taken over.
 */
final class Lease implements AutoCloseable {

  /**
   * @param beat how often the holder shows that it lives
   * @param term how long it may be silent
   */
  record Pace(Duration beat, Duration term) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(6));
  }

  static final String ID = "lease";
  static final String HELD = "held";
  private static final String EPOCH = "epoch";
  private static final String BEAT = "beat";

  private final Database database;
  private final Pace pace;
  private final long epoch;
  private final boolean clean;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("views-lease").factory());

  private volatile long beatAt;
  private volatile boolean lost;
  private @Nullable ViewsUnavailable failure;
  private long triedAt;

  private Lease(Database database, Pace pace, Document mine, long since, boolean clean) {
    this.database = database;
    this.pace = pace;
    this.epoch = mine.getLong(EPOCH);
    this.beatAt = since;
    this.clean = clean;
    long nanos = pace.beat().toNanos();
    beats.scheduleWithFixedDelay(this::beatQuietly, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * @throws ViewStoreRefused while another process holds it
   */
  static Lease take(Database database, Pace pace) {
    while (true) {
      long since = System.nanoTime();
      Document found = find(database);
      boolean clean = true;
      if (found != null && found.getBoolean(HELD)) {
        clean = false;
        found = silent(database, pace, found);
        since = System.nanoTime();
      }
      Optional<Document> mine = found == null ? first(database) : next(database, found);
      if (mine.isPresent()) {
        return new Lease(database, pace, mine.get(), since, clean);
      }
    }
  }

  private static @Nullable Document find(Database database) {
    return database
        .inCatalog(catalog -> Optional.ofNullable(catalog.find(Filters.eq(ID)).first()))
        .orElse(null);
  }

  private static Optional<Document> first(Database database) {
    Document mine = new Document("_id", ID).append(EPOCH, 1L).append(BEAT, 0L).append(HELD, true);
    return database.inCatalog(
        catalog -> {
          try {
            catalog.insertOne(mine);
            return Optional.of(mine);
          } catch (MongoWriteException somebodyWasFaster) {
            return Optional.empty();
          }
        });
  }

  private static Optional<Document> next(Database database, Document found) {
    Bson asFound =
        Filters.and(
            Filters.eq(ID),
            Filters.eq(EPOCH, found.getLong(EPOCH)),
            Filters.eq(BEAT, found.getLong(BEAT)),
            Filters.eq(HELD, found.getBoolean(HELD)));
    Bson mine =
        Updates.combine(Updates.inc(EPOCH, 1L), Updates.set(BEAT, 0L), Updates.set(HELD, true));
    return database.inCatalog(
        catalog ->
            Optional.ofNullable(
                catalog.findOneAndUpdate(
                    asFound,
                    mine,
                    new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))));
  }

  /** Waits for a holder that may be dead, and answers what it left. */
  private static Document silent(Database database, Pace pace, Document found) {
    long end = System.nanoTime() + pace.term().toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(pace.beat().toNanos() / 2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ViewsUnavailable("interrupted while waiting for the views in MongoDB", e);
      }
      Document now = find(database);
      if (now != null && !now.getBoolean(HELD)) {
        return now;
      }
      if (now == null || !now.equals(found)) {
        throw new ViewStoreRefused(
            "another server uses the views in database " + database.name() + " of MongoDB",
            "stop it, or name another database in hindsight.mongodb.uri");
      }
    }
    return found;
  }

  long epoch() {
    return epoch;
  }

  /** Whether whoever held it before said that it was done, and has nothing under way. */
  boolean wasLeftClean() {
    return clean;
  }

  /**
   * Passes only while nobody else can have taken over. Asked before and after a read: what was read
   * in between is then ours.
   */
  void check() {
    if (lost) {
      throw taken();
    }
    if (isStale()) {
      beatUnlessJustTried();
    }
  }

  private boolean isStale() {
    return System.nanoTime() - beatAt > pace.term().minus(pace.beat()).toNanos();
  }

  /** While the server is gone, callers do not queue up to find that out one by one. */
  private synchronized void beatUnlessJustTried() {
    ViewsUnavailable known = failure;
    if (known != null && System.nanoTime() - triedAt < pace.beat().toNanos()) {
      throw new ViewsUnavailable(String.valueOf(known.getMessage()), known);
    }
    if (isStale()) {
      beat();
    }
  }

  private synchronized void beat() {
    try {
      tryToBeat();
      failure = null;
    } catch (ViewsUnavailable e) {
      failure = e;
      triedAt = System.nanoTime();
      throw e;
    }
  }

  private void tryToBeat() {
    long before = System.nanoTime();
    boolean still =
        database.inCatalog(
            catalog ->
                catalog
                        .updateOne(
                            Filters.and(Filters.eq(ID), Filters.eq(EPOCH, epoch)),
                            Updates.inc(BEAT, 1L))
                        .getMatchedCount()
                    == 1);
    if (!still) {
      lost = true;
      throw taken();
    }
    beatAt = before;
  }

  private void beatQuietly() {
    try {
      if (!lost) {
        beat();
      }
    } catch (ViewsUnavailable e) {
      // Whoever uses the views next says so.
    }
  }

  private static ViewsUnavailable taken() {
    return new ViewsUnavailable(
        "another server has taken over the views in MongoDB; restart this one, or stop it",
        new IllegalStateException("the lease is lost"));
  }

  /** Without giving it back: the next holder has to look for what is half done. */
  void abandon() {
    beats.shutdownNow();
  }

  @Override
  public void close() {
    abandon();
    database.inCatalog(
        catalog ->
            catalog.updateOne(
                Filters.and(Filters.eq(ID), Filters.eq(EPOCH, epoch)), Updates.set(HELD, false)));
  }
}
