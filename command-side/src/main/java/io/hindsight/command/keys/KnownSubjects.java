package io.hindsight.command.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Subjects and their keys as this process remembers them, with the store behind. */
final class KnownSubjects {
  private static final int CACHED_USERS = 200_000;
  private static final int CACHED_KEYS = 100_000;
  private static final int ATTEMPTS = 5;

  private final KeyDatabase database;
  private final Sealer sealer;
  private final Writers writers;
  private final Cache<UserId, SubjectId> subjects =
      Caffeine.newBuilder().maximumSize(CACHED_USERS).build();
  private final Cache<SubjectId, SecretKey> keys =
      Caffeine.newBuilder().maximumSize(CACHED_KEYS).build();

  KnownSubjects(KeyDatabase database, Sealer sealer, Writers writers) {
    this.database = database;
    this.sealer = sealer;
    this.writers = writers;
  }

  void letGo(SubjectId subject, UserId user) {
    keys.invalidate(subject);
    subjects.invalidate(user);
  }

  /** Where nobody can tell any more who it was. */
  void letGo(SubjectId subject) {
    keys.invalidate(subject);
    subjects.asMap().values().removeIf(subject::equals);
  }

  Map<UserId, SubjectId> lookUp(Collection<UserId> users, boolean create) {
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
      writers.among(() -> load(unknown, known, create));
    }
    return known;
  }

  private boolean load(
      Map<ByteBuffer, UserId> unknown, Map<UserId, SubjectId> known, boolean create) {
    List<byte[]> lookups = unknown.keySet().stream().map(ByteBuffer::array).toList();
    take(database.byLookup(lookups), unknown, known);
    // Where others write as well, what was found to be there may be erased before it is read.
    for (int attempt = 0; create && !unknown.isEmpty() && attempt < ATTEMPTS; attempt++) {
      take(database.add(newRows(unknown)), unknown, known);
    }
    return unknown.isEmpty();
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

  /** Others may have destroyed what is remembered here. */
  @Nullable SecretKey currentKey(SubjectId subject) {
    if (!database.isShared()) {
      return keyOf(subject);
    }
    SubjectRow row = database.bySubject(subject);
    return row == null ? null : sealer.unwrap(subject, row.wrappedKey());
  }

  @Nullable SecretKey keyOf(SubjectId subject) {
    SecretKey cached = keys.getIfPresent(subject);
    return cached != null ? cached : writers.<@Nullable SecretKey>among(() -> load(subject));
  }

  private @Nullable SecretKey load(SubjectId subject) {
    SubjectRow row = database.bySubject(subject);
    if (row == null) {
      return null;
    }
    SecretKey key = sealer.unwrap(subject, row.wrappedKey());
    keys.put(subject, key);
    return key;
  }
}
