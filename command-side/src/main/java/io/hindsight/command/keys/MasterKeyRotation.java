package io.hindsight.command.keys;

import io.hindsight.command.keys.MonthTable.MonthRow;
import io.hindsight.contracts.ids.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Puts another master key in place of the present one, while no server runs. Subjects keep their
 * own keys, so nothing in the log changes; only what wraps these keys and finds user ids does.
 *
 * <p>The store changes over in one transaction. A key in a file is written beside the present one
 * first and takes its place last: whoever finds both afterwards asks the store which of them fits.
 */
public final class MasterKeyRotation {
  private static final String NEXT = ".next";

  private final KeySettings keys;
  private final SecureRandom random;

  public MasterKeyRotation(KeySettings keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /**
   * Draws a new key into the file, and answers how many subjects changed over.
   *
   * @throws KeyStoreRefused if the key in the file is not the store's
   */
  public long inFile(Path file) {
    settle(keys, file);
    MasterKey present = MasterKey.inFile(file, random);
    Path next = next(file);
    long subjects = rotate(present, MasterKey.inFile(next, random));
    move(next, file);
    return subjects;
  }

  /**
   * Changes over from one key to the other, which their owner keeps, and answers how many subjects
   * did.
   *
   * @throws KeyStoreRefused if the present key is not the store's, or servers have it open
   */
  public long rotate(MasterKey present, MasterKey coming) {
    Sealer from = new Sealer(present, random);
    Sealer to = new Sealer(coming, random);
    try (KeyDatabase database = KeyDatabase.openAlone(keys)) {
      KeyStore.requireMade(database, from, present, keys.toString());
      return database.rewrite(
          row -> rewrapped(row, from, to),
          row -> rewrapped(row, from, to),
          KeyStore.CHECK,
          to.checkValue());
    }
  }

  private static MonthRow rewrapped(MonthRow row, Sealer from, Sealer to) {
    return row.isDestroyed()
        ? row
        : new MonthRow(
            row.id(),
            row.month(),
            to.wrap(row.month(), from.unwrap(row.month(), row.wrappedKey())));
  }

  private static SubjectRow rewrapped(SubjectRow row, Sealer from, Sealer to) {
    var key = from.unwrap(row.subject(), row.wrappedKey());
    var user =
        new UserId(
            new String(from.open(key, row.subject(), row.sealedUser()), StandardCharsets.UTF_8));
    return new SubjectRow(
        to.lookup(user), row.subject(), to.wrap(row.subject(), key), row.sealedUser());
  }

  /**
   * Ends a rotation that was cut short: the key beside the file takes its place if the store has
   * changed over, and goes if it has not. To be called before the key is read.
   */
  public static void settle(KeySettings keys, Path file) {
    Path next = next(file);
    if (!Files.exists(next)) {
      return;
    }
    SecureRandom random = new SecureRandom();
    byte[] check = new Sealer(MasterKey.inFile(next, random), random).checkValue();
    boolean changedOver;
    try (KeyDatabase database = KeyDatabase.openAlone(keys)) {
      changedOver = MessageDigest.isEqual(check, database.setting(KeyStore.CHECK));
    }
    if (changedOver) {
      move(next, file);
    } else {
      try {
        Files.delete(next);
      } catch (IOException e) {
        throw new KeyStoreRefused("cannot remove " + next, e);
      }
    }
  }

  private static Path next(Path file) {
    return file.resolveSibling(file.getFileName() + NEXT);
  }

  private static void move(Path next, Path file) {
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new KeyStoreRefused(
          "the new master key is in " + next + ", but cannot take the place of " + file, e);
    }
  }
}
