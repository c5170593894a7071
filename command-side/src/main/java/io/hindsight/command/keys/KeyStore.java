package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.command.log.FencedOff;
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
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * Who is behind a subject, and the key that opens what is sealed for it.
 *
 * <p>A user id is found by a keyed hash and stored only under its subject's own key, so what is
 * left of a person after {@link #destroy} says nothing to anybody, the master key's holder
 * included.
 */
public final class KeyStore implements Subjects, AutoCloseable {
  private static final String ERASED_UP_TO = "erased-up-to";
  static final String LOG_ID = "log-id";
  static final String ID = "store-id";
  static final String CHECK = "master-key-check";

  /** Others may erase several people while one attempt is under way. */
  private static final int ATTEMPTS = 20;

  private final String place;
  private final Sealer sealer;
  private final KeyDatabase database;
  private final MonthKeys months;
  private final Envelopes envelopes;
  private final Writers writers = new Writers();
  private final KnownSubjects subjects;
  private volatile Runnable hearOthers = () -> {};

  /** In a file. */
  public KeyStore(Path file, MasterKey master, SecureRandom random) {
    this(new KeySettings.Sqlite(file), master, random);
  }

  public KeyStore(KeySettings settings, MasterKey master, SecureRandom random) {
    this.place = settings.toString();
    this.sealer = new Sealer(master, random);
    this.database = KeyDatabase.open(settings);
    try {
      requireMade(database, sealer, master, place);
      database.heed(sealer.checkValue());
      if (!isBound()) {
        database.setting(ID, sealer.newId().getBytes(UTF_8));
      }
      subjects = new KnownSubjects(database, sealer, writers);
      months = new MonthKeys(database, sealer);
      envelopes = new Envelopes(sealer, months);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Refuses a master key other than the one that the store was made with. */
  static void requireMade(KeyDatabase database, Sealer sealer, MasterKey master, String place) {
    byte[] check = sealer.checkValue();
    if (!MessageDigest.isEqual(check, database.setting(CHECK, check))) {
      throw otherMasterKey(master, place);
    }
  }

  static KeyStoreRefused otherMasterKey(MasterKey master, String place) {
    return new KeyStoreRefused(
        "the master key from "
            + master.origin()
            + " is not the one that "
            + place
            + " was made with: configure that one, or restore its file");
  }

  /** Where they are, for messages. */
  public String place() {
    return place;
  }

  /**
   * Tells these keys from all others, and goes with every copy of them. Those that had a log before
   * there was such a name have the log's.
   */
  public String id() {
    byte[] own = database.setting(ID);
    byte[] id = own == null ? database.setting(LOG_ID) : own;
    if (id == null) {
      throw new IllegalStateException("the store of keys has no name, nor a log");
    }
    return new String(id, UTF_8);
  }

  /** Whether nobody is known by them. */
  public boolean isEmpty() {
    return database.page(null, 1).isEmpty();
  }

  /** Whether they belong to a log already. */
  public boolean isBound() {
    return database.setting(LOG_ID) != null;
  }

  /** Refuses a log other than the one these subjects belong to. */
  public void bindTo(String logId) {
    byte[] bound = database.setting(LOG_ID, logId.getBytes(UTF_8));
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
    return subjects.lookUp(users, false);
  }

  /** The subjects of all these users. New ones are on disk before this returns. */
  public Map<UserId, SubjectId> resolve(Collection<UserId> users) {
    return subjects.lookUp(users, true);
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
    SecretKey key = subjects.keyOf(subject);
    if (key == null) {
      throw new SubjectGone(subject);
    }
    return key;
  }

  @Override
  public Disclosed open(Personal personal) {
    return envelopes.open(subjects.currentKey(personal.subject()), personal);
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
    return writers.without(() -> months.forget(new Month(type, month)));
  }

  @Override
  public boolean isErased(SubjectId subject) {
    return subjects.currentKey(subject) == null;
  }

  /**
   * Does something during which nobody is erased: subjects that are resolved in it are still there
   * when it ends. An erasure waits for it, so it is to be short. Where the log holds what another
   * server said and this one had not heard when it appended, it is done again.
   */
  public <T> T whileNobodyIsErased(Supplier<T> work) {
    if (writers.isAmong()) {
      return work.get();
    }
    for (int attempt = 1; true; attempt++) {
      try {
        return writers.among(work);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !FencedOff.caused(e)) {
          throw e;
        }
        hearOthers.run();
      }
    }
  }

  /** Does something while nobody writes for any subject. */
  public void whileNobodyWrites(Runnable work) {
    writers.without(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * @param hear takes note of all that other servers have said so far; called while nobody's writes
   *     wait for it
   */
  public void hearOthersBy(Runnable hear) {
    hearOthers = hear;
  }

  /** Another server has destroyed its key: nothing here remembers the subject. */
  public void erasedElsewhere(SubjectId subject) {
    subjects.letGo(subject);
  }

  /** Another server has forgotten a month. */
  public void forgottenElsewhere() {
    months.refresh();
  }

  /**
   * Destroys the key and the mapping: what is sealed for this subject can never be read again.
   *
   * @return false where there was none
   * @throws IllegalStateException if writers would not end in time, or the file could not be
   *     overwritten: do it again
   */
  public boolean destroy(SubjectId subject) {
    return writers.without(
        () -> {
          SubjectRow row = database.bySubject(subject);
          try {
            database.remove(subject);
          } finally {
            if (row == null) {
              subjects.letGo(subject);
            } else {
              subjects.letGo(subject, row.user(sealer));
            }
          }
          return row != null;
        });
  }

  /** Whether its server could not be reached when it was last asked. */
  public boolean isAway() {
    return database.isAway();
  }

  @Override
  public void close() {
    database.close();
  }
}
