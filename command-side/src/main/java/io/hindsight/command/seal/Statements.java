package io.hindsight.command.seal;

import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.SealStatement;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** The text of a seal's statement: what is signed, and what the next statement refers to. */
public final class Statements {
  static final String NONE = "0".repeat(2 * Hashes.BYTES);

  private Statements() {}

  /** Each line ends with a line feed. */
  public static String text(SealStatement statement) {
    return """
        hindsight-seal-1
        log: %s
        number: %d
        after: %d
        up to: %d
        events: %d
        root: %s
        chain: %s
        previous: %s
        """
        .formatted(
            statement.logId(),
            statement.number(),
            statement.after().value(),
            statement.upTo().value(),
            statement.events(),
            statement.root(),
            statement.chain(),
            statement.previous());
  }

  /** SHA-256 of the text, in hex. Who knows it knows the whole log up to there. */
  public static String digest(SealStatement statement) {
    return HexFormat.of().formatHex(new Hashes().text(text(statement)));
  }

  static byte[] signed(SealStatement statement) {
    return text(statement).getBytes(StandardCharsets.UTF_8);
  }

  static boolean isSigned(LogSealed seal, VerifyingKey key) {
    try {
      return key.verifies(signed(seal.statement()), Base64.getDecoder().decode(seal.signature()));
    } catch (IllegalArgumentException e) {
      return false; // Not base64.
    }
  }
}
