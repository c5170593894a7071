package io.hindsight.app.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What one reading of a whole file tells. Plain and gzipped, a file has the same survey.
 *
 * @param fingerprint of all of its bytes: a cheaper one could take two files for one, and rows
 *     without a time would be taken for known ones
 * @param lines how many, for the time left
 */
record Survey(String fingerprint, long lines) {

  static Survey of(Path file) throws IOException {
    MessageDigest digest = sha256();
    long lines = 0;
    byte last = '\n';
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = TextFiles.bytes(file)) {
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        for (int i = 0; i < n; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
        last = buffer[n - 1];
      }
    }
    return new Survey(HexFormat.of().formatHex(digest.digest()), last == '\n' ? lines : lines + 1);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
