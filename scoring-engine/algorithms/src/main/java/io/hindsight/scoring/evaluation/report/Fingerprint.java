package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.registry.ModelArtifact;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The size and the SHA-256 of a stored model, found without holding its bytes. */
record Fingerprint(long bytes, String hash) {

  static Fingerprint of(ModelArtifact artifact) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var counted = new Counted(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      try (var out = new DataOutputStream(new BufferedOutputStream(counted, 1 << 16))) {
        artifact.write(out);
      }
      return new Fingerprint(counted.bytes, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Counted extends OutputStream {
    private final OutputStream to;
    private long bytes;

    Counted(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int value) throws IOException {
      to.write(value);
      bytes++;
    }

    @Override
    public void write(byte[] values, int from, int length) throws IOException {
      to.write(values, from, length);
      bytes += length;
    }
  }
}
