package io.hindsight.command.intake;

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
 * Names a record by what it is: its second, and 128 bits of SHA-256 over its fields. With the
 * second in front, what happens together lies together in the log's index, which otherwise rewrites
 * one page for each event. Personal text is to be left out: the id outlives an erasure, and a hash
 * of a short text can be guessed.
 */
final class ContentHash {
  private static final int BYTES = 16;
  private static final int SECOND_DIGITS = 9;

  private final MessageDigest digest = sha256();

  /** With its length, so that no two sequences of fields read the same. */
  ContentHash text(@Nullable String text) {
    if (text == null) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
      return this;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  ContentHash time(Instant at) {
    digest.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .putLong(at.getEpochSecond())
            .putInt(at.getNano())
            .flip());
    return this;
  }

  ContentHash number(@Nullable Number number) {
    return text(number == null ? null : Double.toString(number.doubleValue()));
  }

  ContentHash price(@Nullable BigDecimal price) {
    return text(price == null ? null : price.toPlainString());
  }

  /**
   * @param at the record's time
   */
  String name(Instant at) {
    byte[] id = Arrays.copyOf(digest.digest(), BYTES);
    return HexFormat.of().toHexDigits(at.getEpochSecond(), SECOND_DIGITS)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
