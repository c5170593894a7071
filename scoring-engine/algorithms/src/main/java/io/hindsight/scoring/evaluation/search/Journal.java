package io.hindsight.scoring.evaluation.search;

import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Trials on disk, a line each, forced out before the next begins. A line carries its search's
 * fingerprint, so that one file serves many searches, and a checksum, so that a torn one counts as
 * not written.
 */
public final class Journal {
  private final @Nullable Path file;
  private final Map<String, Estimate> known = new HashMap<>();

  private Journal(@Nullable Path file) {
    this.file = file;
  }

  /** Remembers within a run only. */
  public static Journal inMemory() {
    return new Journal(null);
  }

  public static Journal at(Path file) throws IOException {
    Journal journal = new Journal(file);
    if (Files.exists(file)) {
      Files.readAllLines(file, StandardCharsets.ISO_8859_1).forEach(journal::take);
    }
    return journal;
  }

  private void take(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    int cut = line.lastIndexOf('\t');
    if (fields.size() == 8 && checksum(line.substring(0, cut)).equals(fields.getLast())) {
      known.put(
          key(fields.get(0), fields.get(1), fields.get(2)),
          new Estimate(
              Double.parseDouble(fields.get(3)),
              Double.parseDouble(fields.get(4)),
              Double.parseDouble(fields.get(5)),
              Integer.parseInt(fields.get(6))));
    }
  }

  private static String key(String search, String rung, String candidate) {
    return search + "\t" + rung + "\t" + candidate;
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return Long.toHexString(crc.getValue());
  }

  Optional<Estimate> find(String search, int rung, int candidate) {
    return Optional.ofNullable(known.get(key(search, "" + rung, "" + candidate)));
  }

  void add(String search, int rung, int candidate, Estimate quality) throws IOException {
    String key = key(search, "" + rung, "" + candidate);
    known.put(key, quality);
    if (file == null) {
      return;
    }
    String line =
        key
            + "\t%s\t%s\t%s\t%d"
                .formatted(quality.mean(), quality.low(), quality.high(), quality.n());
    // A line that was torn by a crash must not swallow the one that comes after it.
    String text = "\n" + line + "\t" + checksum(line) + "\n";
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
