package io.hindsight.scoring.profiles;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Sparse rows, each the mean of several people's, and which rows have an item. Immutable. */
final class Profiles {
  private final int[] starts;
  private final int[] columns;
  private final float[] weights;
  private final int[] itemStarts;
  private final int[] byItem;

  /**
   * @param starts {@code rows + 1} offsets into the other two, not copied
   * @param columns rising within a row
   */
  Profiles(int items, int[] starts, int[] columns, float[] weights) {
    this.starts = starts;
    this.columns = columns;
    this.weights = weights;
    itemStarts = new int[items + 1];
    for (int column : columns) {
      itemStarts[column + 1]++;
    }
    for (int item = 0; item < items; item++) {
      itemStarts[item + 1] += itemStarts[item];
    }
    int[] next = Arrays.copyOf(itemStarts, items);
    byItem = new int[columns.length];
    for (int at = 0; at < columns.length; at++) {
      byItem[next[columns[at]]++] = at;
    }
  }

  int count() {
    return starts.length - 1;
  }

  int start(int row) {
    return starts[row];
  }

  int length(int row) {
    return starts[row + 1] - starts[row];
  }

  int column(int at) {
    return columns[at];
  }

  float weight(int at) {
    return weights[at];
  }

  int entries() {
    return columns.length;
  }

  /** Where a row has an item; negative where it does not. */
  int find(int row, int item) {
    return Arrays.binarySearch(columns, starts[row], starts[row + 1], item);
  }

  /** Where an item's places begin; {@code itemStart(item + 1)} is where they end. */
  int itemStart(int item) {
    return itemStarts[item];
  }

  /** A place among all entries, rising. */
  int place(int at) {
    return byItem[at];
  }

  /** The row of each entry. */
  int[] rows() {
    int[] rows = new int[columns.length];
    for (int row = 0; row < count(); row++) {
      Arrays.fill(rows, starts[row], starts[row + 1], row);
    }
    return rows;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(count());
    for (int row = 0; row < count(); row++) {
      out.writeInt(length(row));
      for (int at = starts[row]; at < starts[row + 1]; at++) {
        out.writeInt(columns[at]);
        out.writeFloat(weights[at]);
      }
    }
  }

  static Profiles read(DataInput in, int items) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new IOException(count + " profiles");
    }
    // Not as much as the file claims, before it has shown that much.
    int[] starts = new int[Math.min(count, 1 << 16) + 1];
    Entries entries = new Entries();
    for (int row = 0; row < count; row++) {
      int length = in.readInt();
      if (length < 1 || length > items) {
        throw new IOException("profile %d has %d of %d items".formatted(row, length, items));
      }
      if (row + 1 == starts.length) {
        starts = Arrays.copyOf(starts, Math.min(count + 1, starts.length * 2));
      }
      entries.read(in, row, length, items);
      starts[row + 1] = entries.size;
    }
    return new Profiles(
        items,
        Arrays.copyOf(starts, count + 1),
        Arrays.copyOf(entries.columns, entries.size),
        Arrays.copyOf(entries.weights, entries.size));
  }

  /** What was read so far. */
  private static final class Entries {
    private int[] columns = new int[1 << 12];
    private float[] weights = new float[1 << 12];
    private int size;

    void read(DataInput in, int row, int length, int items) throws IOException {
      int end = Math.addExact(size, length);
      if (end > columns.length) {
        columns = Arrays.copyOf(columns, Math.max(end, columns.length + columns.length / 2));
        weights = Arrays.copyOf(weights, columns.length);
      }
      int before = -1;
      for (; size < end; size++) {
        columns[size] = in.readInt();
        weights[size] = in.readFloat();
        boolean rises = columns[size] > before && columns[size] < items;
        if (!rises || !(weights[size] > 0 && weights[size] <= Float.MAX_VALUE)) {
          throw new IOException("profile %d: item %d".formatted(row, columns[size]));
        }
        before = columns[size];
      }
    }
  }
}
