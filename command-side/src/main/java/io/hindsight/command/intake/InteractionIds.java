package io.hindsight.command.intake;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names an interaction by what it is: its second, and 128 bits of SHA-256 over subject, item, type,
 * time and measures. With the second in front, what happens together lies together in the log's
 * index, which otherwise rewrites one page for each event. Personal text is left out on purpose:
 * the id outlives an erasure, and a hash of a short query can be guessed.
 */
final class InteractionIds {
  private static final int BYTES = 16;
  private static final int SECOND_DIGITS = 9;

  private InteractionIds() {}

  static InteractionId derive(SubjectId subject, Interaction interaction) {
    MessageDigest digest = sha256();
    text(digest, subject.value());
    text(digest, interaction.item().value());
    text(digest, interaction.type().wireName());
    Instant at = interaction.occurredAt();
    digest.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .putLong(at.getEpochSecond())
            .putInt(at.getNano())
            .flip());
    number(digest, interaction.quantity());
    price(digest, interaction.unitPrice());
    text(digest, interaction.currency());
    number(digest, interaction.value());
    number(digest, interaction.seconds());
    byte[] id = Arrays.copyOf(digest.digest(), BYTES);
    return new InteractionId(
        HexFormat.of().toHexDigits(at.getEpochSecond(), SECOND_DIGITS)
            + Base64.getUrlEncoder().withoutPadding().encodeToString(id));
  }

  private static void price(MessageDigest digest, @Nullable BigDecimal price) {
    text(digest, price == null ? null : price.toPlainString());
  }

  private static void number(MessageDigest digest, @Nullable Number number) {
    text(digest, number == null ? null : Double.toString(number.doubleValue()));
  }

  /** With its length, so that no two sequences of fields read the same. */
  private static void text(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
