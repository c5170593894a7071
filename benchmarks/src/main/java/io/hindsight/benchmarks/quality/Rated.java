package io.hindsight.benchmarks.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** One line of MovieLens. */
record Rated(int person, String item, float value, long at) {

  /** In the order of time. */
  static List<Rated> read(Path file) throws IOException {
    List<Rated> all = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("userId"))
          .map(line -> line.split("[\t,]", -1))
          .map(
              parts ->
                  new Rated(
                      Integer.parseInt(parts[0]),
                      parts[1],
                      Float.parseFloat(parts[2]),
                      Long.parseLong(parts[3])))
          .forEach(all::add);
    }
    all.sort(
        Comparator.comparingLong(Rated::at)
            .thenComparingInt(Rated::person)
            .thenComparing(Rated::item));
    return all;
  }
}
