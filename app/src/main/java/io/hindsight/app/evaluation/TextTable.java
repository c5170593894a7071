package io.hindsight.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tables of text within a width: what is too wide is shown in blocks of columns. */
final class TextTable {
  private static final int GAP = 2;

  private final int width;
  private final Consumer<String> lines;

  TextTable(int width, Consumer<String> lines) {
    this.width = width;
    this.lines = lines;
  }

  /** Whether it needs no blocks. */
  boolean fits(List<List<String>> rows) {
    int all = -GAP;
    for (int column : widths(rows)) {
      all += column + GAP;
    }
    return all <= width;
  }

  /**
   * As it is where it fits, else with columns as rows.
   *
   * @param rows the first is the header; of one length
   */
  void printEitherWay(List<List<String>> rows) {
    print(fits(rows) ? rows : transposed(rows));
  }

  /** In blocks of columns, each of which repeats the first one. */
  void print(List<List<String>> rows) {
    int[] widths = widths(rows);
    int from = 1;
    while (from < widths.length) {
      int used = widths[0];
      int to = from;
      while (to < widths.length && (to == from || used + GAP + widths[to] <= width)) {
        used += GAP + widths[to++];
      }
      if (from > 1) {
        lines.accept("");
      }
      for (List<String> row : rows) {
        lines.accept(line(row, widths, from, to));
      }
      from = to;
    }
  }

  private static String line(List<String> row, int[] widths, int from, int to) {
    StringBuilder line = new StringBuilder(row.getFirst());
    line.repeat(' ', widths[0] - row.getFirst().length());
    for (int column = from; column < to; column++) {
      String cell = row.get(column);
      line.repeat(' ', GAP + widths[column] - cell.length()).append(cell);
    }
    return line.toString().stripTrailing();
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static List<List<String>> transposed(List<List<String>> rows) {
    List<List<String>> columns = new ArrayList<>();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      int at = column;
      columns.add(rows.stream().map(row -> row.get(at)).toList());
    }
    return columns;
  }
}
