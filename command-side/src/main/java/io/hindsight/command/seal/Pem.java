package io.hindsight.command.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
    List<byte[]> blocks = readAll(label, text);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("there is no " + label);
    }
    return blocks.getFirst();
  }

  static List<byte[]> readAll(String label, String text) {
    List<byte[]> blocks = new ArrayList<>();
    Matcher block =
        Pattern.compile("-----BEGIN %s-----([^-]*)-----END %s-----".formatted(label, label))
            .matcher(text);
    while (block.find()) {
      blocks.add(Base64.getMimeDecoder().decode(block.group(1)));
    }
    return blocks;
  }
}
