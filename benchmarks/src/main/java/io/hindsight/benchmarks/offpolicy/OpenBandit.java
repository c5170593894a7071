package io.hindsight.benchmarks.offpolicy;

import io.hindsight.scoring.evaluation.offpolicy.LoggedRounds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads one log of the Open Bandit Dataset: which item stood where, and whether it was clicked. */
final class OpenBandit {
  private static final int POSITIONS = 3;

  private OpenBandit() {}

  /**
   * @param file such as {@code random/men/men.csv.gz}; cells are positions
   */
  static LoggedRounds read(Path file, int items) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      List<String> header = List.of(lines.readLine().split(",", -1));
      int[] columns = {
        header.indexOf("position"),
        header.indexOf("item_id"),
        header.indexOf("click"),
        header.indexOf("propensity_score")
      };
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",", -1);
        rows.add(
            new String[] {
              fields[columns[0]], fields[columns[1]], fields[columns[2]], fields[columns[3]]
            });
      }
    }
    int n = rows.size();
    int[] cells = new int[n];
    int[] actions = new int[n];
    double[] rewards = new double[n];
    double[] propensities = new double[n];
    for (int i = 0; i < n; i++) {
      String[] row = rows.get(i);
      cells[i] = Integer.parseInt(row[0]) - 1;
      actions[i] = Integer.parseInt(row[1]);
      rewards[i] = Double.parseDouble(row[2]);
      propensities[i] = Double.parseDouble(row[3]);
    }
    return new LoggedRounds(cells, actions, rewards, propensities, POSITIONS, items);
  }
}
