package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import io.hindsight.contracts.subjects.Subjects;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a subject, and the key that opens what is sealed for it.
 *
 * <p>A user id is found by a keyed hash and stored only under its subject's own key, so what is
 * left of a person after {@link #destroy} says nothing to anybody, the master key's holder
 * included.
 */
public final class KeyStore implements Subjects, AutoCloseable {
  private static final String ERASED_UP_TO = "erased-up-to";
  static final String CHECK = "master-key-check";

  private static final int CACHED_USERS = 200_000;
  private static final int CACHED_KEYS = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Sealer sealer;
  private final KeyDatabase database;
  private final MonthKeys months;
  private final Envelopes envelopes;
  private final Cache<UserId, SubjectId> subjects =
      Caffeine.newBuilder().maximumSize(CACHED_USERS).build();
  private final Cache<SubjectId, SecretKey> keys =
      Caffeine.newBuilder().maximumSize(CACHED_KEYS).build();

  /**
   * Loads and writers share it and an erasure has it alone: no load brings a destroyed key back to
   * a cache, and nobody writes for a subject that was erased since they looked it up.
   */
  private final ReentrantReadWriteLock erasing = new ReentrantReadWriteLock();

  public KeyStore(Path file, MasterKey master, SecureRandom random) {
    this.sealer = new Sealer(master, random);
    this.database = new KeyDatabase(file);
    try {
      requireMade(database, sealer, master, file);
      months = new MonthKeys(database, sealer);
      envelopes = new Envelopes(sealer, months);
    } catch (KeyStoreRefused e) {
      database.close();
      throw e;
    }
  }

  /** Refuses a master key other than the one that the store was made with. */
  static void requireMade(KeyDatabase database, Sealer sealer, MasterKey master, Path file) {
    byte[] check = sealer.checkValue();
    if (!MessageDigest.isEqual(check, database.setting(CHECK, check))) {
      throw new KeyStoreRefused(
          "the master key from "
              + master.origin()
              + " is not the one that "
              + file
              + " was made with: configure that one, or restore its file");
    }
  }

  /** Refuses a log other than the one these subjects belong to. */
  public void bindTo(String logId) {
    byte[] bound = database.setting("log-id", logId.getBytes(UTF_8));
    if (!logId.equals(new String(bound, UTF_8))) {
      throw new KeyStoreRefused(
          "the store of keys belongs to another log: restore log and keys from the same copy");
    }
  }

  /** Up to where the log's erasures are carried out here, as far as is noted. */
  public LogPosition erasedUpTo() {
    byte[] noted = database.setting(ERASED_UP_TO);
    return noted == null ? LogPosition.START : new LogPosition(ByteBuffer.wrap(noted).getLong());
  }

  public void noteErasedUpTo(LogPosition position) {
    database.set(ERASED_UP_TO, ByteBuffer.allocate(Long.BYTES).putLong(position.value()).array());
  }

  @Override
  public Optional<SubjectId> find(UserId user) {
    return Optional.ofNullable(findAll(List.of(user)).get(user));
  }

  @Override
  public Map<UserId, SubjectId> findAll(Collection<UserId> users) {
    return lookUp(users, false);
  }

  /** The subjects of all these users. New ones are on disk before this returns. */
  public Map<UserId, SubjectId> resolve(Collection<UserId> users) {
    return lookUp(users, true);
  }

  /** Who the subject is, unless erased. */
  public Optional<UserId> userOf(SubjectId subject) {
    return Optional.ofNullable(database.bySubject(subject)).map(row -> row.user(sealer));
  }

  /** Seals text for its subject. */
  public Personal seal(SubjectId subject, String text) {
    return envelopes.seal(requireKey(subject), subject, text);
  }

  /**
   * Seals text of an interaction: it opens while both the person and their month are remembered.
   */
  public Personal seal(SubjectId subject, InteractionType type, Instant occurredAt, String text) {
    return envelopes.seal(requireKey(subject), subject, Month.of(type, occurredAt), text);
  }

  private SecretKey requireKey(SubjectId subject) {
    SecretKey key = keyOf(subject);
    if (key == null) {
      throw new SubjectGone(subject);
    }
    return key;
  }

  @Override
  public Disclosed open(Personal personal) {
    return envelopes.open(keyOf(personal.subject()), personal);
  }

  /** Whether interactions of that type and time are forgotten, so that none may be added. */
  public boolean isForgotten(InteractionType type, Instant occurredAt) {
    return months.isForgotten(Month.of(type, occurredAt));
  }

  /**
   * Forgets the texts of interactions of a type up to the end of a month. What was sealed before
   * months had keys stays with its person.
   *
   * @return false where that was done before
   * @throws IllegalStateException if writers would not end in time, or the file could not be
   *     overwritten: do it again
   */
  public boolean forget(InteractionType type, YearMonth month) {
    awaitWriters();
    try {
      return months.forget(new Month(type, month));
    } finally {
      erasing.writeLock().unlock();
    }
  }

  @Override
  public boolean isErased(SubjectId subject) {
    return keyOf(subject) == null;
  }

  /**
   * Does something during which nobody is erased: subjects that are resolved in it are still there
   * when it ends. An erasure waits for it, so it is to be short.
   */
  public <T> T whileNobodyIsErased(Supplier<T> work) {
    erasing.readLock().lock();
    try {
      return work.get();
    } finally {
      erasing.readLock().unlock();
    }
  }

  /**
   * Destroys the key and the mapping: what is sealed for this subject can never be read again.
   *
   * @return false where there was none
   * @throws IllegalStateException if writers would not end in time, or the file could not be
   *     overwritten: do it again
   */
  public boolean destroy(SubjectId subject) {
    awaitWriters();
    try {
      SubjectRow row = database.bySubject(subject);
      try {
        database.remove(subject);
      } finally {
        keys.invalidate(subject);
        if (row != null) {
          subjects.invalidate(row.user(sealer));
        }
      }
      return row != null;
    } finally {
      erasing.writeLock().unlock();
    }
  }

  /** Not for ever: who comes later waits behind this. */
  private void awaitWriters() {
    try {
      if (!erasing.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("those who write for subjects just now do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for writers", e);
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private Map<UserId, SubjectId> lookUp(Collection<UserId> users, boolean create) {
    Map<UserId, SubjectId> known = HashMap.newHashMap(users.size());
    Map<ByteBuffer, UserId> unknown = new LinkedHashMap<>();
    for (UserId user : users) {
      SubjectId cached = subjects.getIfPresent(user);
      if (cached != null) {
        known.put(user, cached);
      } else if (!known.containsKey(user)) {
        unknown.put(ByteBuffer.wrap(sealer.lookup(user)), user);
      }
    }
    if (!unknown.isEmpty()) {
      erasing.readLock().lock();
      try {
        take(
            database.byLookup(unknown.keySet().stream().map(ByteBuffer::array).toList()),
            unknown,
            known);
        if (create && !unknown.isEmpty()) {
          take(database.add(newRows(unknown)), unknown, known);
        }
      } finally {
        erasing.readLock().unlock();
      }
    }
    return known;
  }

  private void take(
      List<SubjectRow> rows, Map<ByteBuffer, UserId> unknown, Map<UserId, SubjectId> known) {
    for (SubjectRow row : rows) {
      UserId user = unknown.remove(ByteBuffer.wrap(row.lookup()));
      if (user != null) {
        known.put(user, row.subject());
        subjects.put(user, row.subject());
        keys.put(row.subject(), sealer.unwrap(row.subject(), row.wrappedKey()));
      }
    }
  }

  private List<SubjectRow> newRows(Map<ByteBuffer, UserId> users) {
    List<SubjectRow> rows = new ArrayList<>(users.size());
    users.forEach((lookup, user) -> rows.add(SubjectRow.make(sealer, lookup.array(), user)));
    return rows;
  }

  private @Nullable SecretKey keyOf(SubjectId subject) {
    SecretKey cached = keys.getIfPresent(subject);
    if (cached != null) {
      return cached;
    }
    erasing.readLock().lock();
    try {
      SubjectRow row = database.bySubject(subject);
      if (row == null) {
        return null;
      }
      SecretKey key = sealer.unwrap(subject, row.wrappedKey());
      keys.put(subject, key);
      return key;
    } finally {
      erasing.readLock().unlock();
    }
  }
}
