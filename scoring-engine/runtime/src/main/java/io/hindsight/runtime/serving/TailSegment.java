package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A run of the tail in columns: 37 bytes an entry. An interaction's id is kept as its hash; one
 * that was taken back, which is rare, is kept whole. Guarded by the tail's lock.
 */
final class TailSegment {
  private static final InteractionType[] TYPES = InteractionType.values();
  private static final byte TOOK_BACK = -1;

  /** A map's entry and an id's objects. */
  private static final int ID_BYTES = 140;

  /** The entries of one person, of which the newest is known. */
  static final class Chain {
    final SubjectId subject;
    long newest = -1;

    Chain(SubjectId subject) {
      this.subject = subject;
    }
  }

  private static final Chain NOBODY = new Chain(new SubjectId("nobody"));

  private final long[] positions;
  private final Chain[] chains;
  private final int[] distances;
  private final byte[] types;
  private final int[] items;
  private final float[] values;
  private final long[] times;
  private final int[] idHashes;
  private final Map<Integer, InteractionId> takenBack = new HashMap<>();
  private int used;
  private long bytes;

  TailSegment(int size) {
    positions = new long[size];
    chains = new Chain[size];
    distances = new int[size];
    types = new byte[size];
    items = new int[size];
    values = new float[size];
    times = new long[size];
    idHashes = new int[size];
    bytes = bytes(size);
  }

  static long bytes(int size) {
    return 37L * size;
  }

  /**
   * @param distance to the same person's entry before this one; 0 where there is none
   */
  void add(Chain chain, int distance, PersonChange.Deed change) {
    int at = used;
    positions[at] = change.position();
    chains[at] = chain;
    distances[at] = distance;
    switch (change) {
      case PersonChange.Did did -> {
        PersonEvent event = did.event();
        types[at] = (byte) event.type().ordinal();
        items[at] = event.item();
        values[at] = event.value();
        times[at] = event.occurredAtMillis();
        idHashes[at] = did.id().hashCode();
      }
      case PersonChange.TookBack tookBack -> {
        types[at] = TOOK_BACK;
        takenBack.put(at, tookBack.id());
        bytes += ID_BYTES + tookBack.id().value().length();
      }
    }
    used = at + 1;
  }

  /** Its place stays, and with it the others' distances and the segment's last position. */
  void blank(int at) {
    chains[at] = NOBODY;
    distances[at] = 0;
    types[at] = 0;
    items[at] = 0;
    values[at] = 0;
    times[at] = 0;
    idHashes[at] = 0;
    InteractionId id = takenBack.remove(at);
    if (id != null) {
      bytes -= ID_BYTES + id.value().length();
    }
  }

  TailCut.Entry entry(int at) {
    if (types[at] == TOOK_BACK) {
      return new TailCut.TookBack(Objects.requireNonNull(takenBack.get(at)));
    }
    return new TailCut.Did(
        new PersonEvent(positions[at], items[at], TYPES[types[at]], values[at], times[at]),
        idHashes[at]);
  }

  long position(int at) {
    return positions[at];
  }

  int distance(int at) {
    return distances[at];
  }

  Chain chain(int at) {
    return chains[at];
  }

  boolean isFull() {
    return used == positions.length;
  }

  int size() {
    return used;
  }

  /** Of the newest entry. */
  long last() {
    return positions[used - 1];
  }

  long bytes() {
    return bytes;
  }
}
