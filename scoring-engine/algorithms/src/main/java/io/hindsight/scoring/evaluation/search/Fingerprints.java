package io.hindsight.scoring.evaluation.search;

import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.Repeats;
import io.hindsight.scoring.evaluation.data.Weighting;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one search from another: by all that its trials depend on. */
final class Fingerprints {
  private static final int CHARACTERS = 32;

  private Fingerprints() {}

  static String of(Interactions data, String settings) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var out =
          new DataOutputStream(
              new BufferedOutputStream(
                  new DigestOutputStream(OutputStream.nullOutputStream(), digest), 1 << 16))) {
        out.writeUTF(settings);
        if (data.weighting() == Weighting.TYPE) {
          out.writeFloat(data.selection().most());
        }
        for (int item = 0; item < data.items().size(); item++) {
          out.writeUTF(data.items().id(item));
        }
        Repeats repeats = data.repeats();
        for (int user = 0; user < data.users(); user++) {
          out.writeUTF(data.user(user));
          for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
            out.writeInt(data.item(pair));
            out.writeFloat(data.firstWeight(pair));
            writeRated(out, data, data.firstRated(pair));
            out.writeLong(data.firstTime(pair));
          }
          for (int again = repeats.start(user); again < repeats.start(user + 1); again++) {
            out.writeInt(repeats.pair(again) - data.start(user));
            out.writeFloat(repeats.weight(again));
            writeRated(out, data, repeats.rated(again));
            out.writeLong(repeats.time(again));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only where it matters: what was searched before there were types goes on. */
  private static void writeRated(DataOutputStream out, Interactions data, boolean rated)
      throws IOException {
    if (data.weighting() == Weighting.TYPE) {
      out.writeBoolean(rated);
    }
  }
}
