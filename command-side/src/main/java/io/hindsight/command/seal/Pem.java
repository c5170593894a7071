package io.hindsight.command.seal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of keys (RFC 7468). */
final class Pem {
  private Pem() {}

  static String write(String label, byte[] content) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
  }

  /**
   * The first block of this label.
   *
   * @throws IllegalArgumentException where there is none, or it is not base64
   */
  static byte[] read(String label, String text) {
    Matcher block =
        Pattern.compile("-----BEGIN %s-----([^-]*)-----END %s-----".formatted(label, label))
            .matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("there is no " + label);
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }
}
