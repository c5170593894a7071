package io.hindsight.runtime.serving;

import java.util.Arrays;

/**
 * Arrays that a line of states share: each state sees only its own range, and the newest one writes
 * behind it. A state that is not the newest gets a copy instead.
 */
final class PersonEntries {
  static final PersonEntries NONE = new PersonEntries(0);

  private final int[] items;
  private final byte[] types;
  private final float[] values;
  private final long[] times;
  private final long[] positions;
  private int used;

  private PersonEntries(int room) {
    items = new int[room];
    types = new byte[room];
    values = new float[room];
    times = new long[room];
    positions = new long[room];
  }

  /**
   * Puts an event behind {@code from .. to}.
   *
   * @return this, with the event at {@code to}; or a copy, with the range at 0 and the event behind
   */
  PersonEntries append(int from, int to, PersonEvent event) {
    if (claim(to)) {
      put(to, event);
      return this;
    }
    int size = to - from;
    PersonEntries copy = new PersonEntries(Math.max(8, size + size / 2));
    System.arraycopy(items, from, copy.items, 0, size);
    System.arraycopy(types, from, copy.types, 0, size);
    System.arraycopy(values, from, copy.values, 0, size);
    System.arraycopy(times, from, copy.times, 0, size);
    System.arraycopy(positions, from, copy.positions, 0, size);
    copy.put(size, event);
    copy.used = size + 1;
    return copy;
  }

  private synchronized boolean claim(int index) {
    if (index != used || index == items.length) {
      return false;
    }
    used++;
    return true;
  }

  private void put(int index, PersonEvent event) {
    items[index] = event.item();
    types[index] = (byte) event.type().ordinal();
    values[index] = event.value();
    times[index] = event.occurredAtMillis();
    positions[index] = event.position();
  }

  int item(int index) {
    return items[index];
  }

  int type(int index) {
    return types[index];
  }

  float value(int index) {
    return values[index];
  }

  long occurredAtMillis(int index) {
    return times[index];
  }

  long position(int index) {
    return positions[index];
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(items, used));
  }
}
