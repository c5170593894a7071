package io.hindsight.command.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The key that signs, and the public halves of all that ever did: a seal outlives its key.
 *
 * @param known the current one's included
 */
public record SealKeys(SigningKey current, List<VerifyingKey> known) {
  public SealKeys {
    known = List.copyOf(known);
  }

  /**
   * @param secret the signing key's file, made where there is none
   * @param published a file with public keys, to which the current one is added where it is missing
   */
  public static SealKeys open(Path secret, Path published, SecureRandom random) {
    SigningKey current = SigningKey.inFile(secret, random);
    VerifyingKey own = current.verifier();
    try {
      List<VerifyingKey> known = new ArrayList<>();
      if (Files.exists(published)) {
        known.addAll(
            VerifyingKey.allFromPem(Files.readString(published, StandardCharsets.US_ASCII)));
      }
      if (known.stream().noneMatch(key -> key.id().equals(own.id()))) {
        Files.writeString(
            published,
            own.pem(),
            StandardCharsets.US_ASCII,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        known.add(own);
      }
      return new SealKeys(current, known);
    } catch (IOException e) {
      throw new SealRefused("cannot read or write the public keys in " + published, e);
    }
  }
}
