package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import javax.crypto.SecretKey;

/** One subject as stored: nothing here says who it is without a key. */
@SuppressWarnings("ArrayRecordComponent") // on its way to and from a file, never compared
record SubjectRow(byte[] lookup, SubjectId subject, byte[] wrappedKey, byte[] sealedUser) {

  /** A new subject for a user. */
  static SubjectRow make(Sealer sealer, byte[] lookup, UserId user) {
    SubjectId subject = sealer.newSubject();
    SecretKey key = sealer.newKey();
    byte[] sealedUser = sealer.seal(key, subject, user.value().getBytes(UTF_8));
    return new SubjectRow(lookup, subject, sealer.wrap(subject, key), sealedUser);
  }

  UserId user(Sealer sealer) {
    SecretKey key = sealer.unwrap(subject, wrappedKey);
    return new UserId(new String(sealer.open(key, subject, sealedUser), UTF_8));
  }
}
