package io.hindsight.runtime.training;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Interactions in the order of the log, as columns of numbers: 29 bytes each and an entry for each
 * distinct person and item.
 */
final class InteractionRows {
  private static final InteractionType[] TYPES = InteractionType.values();

  private final Map<String, Integer> people = new HashMap<>();
  private final Map<String, Integer> itemNumbers = new HashMap<>();
  private final List<String> items = new ArrayList<>();
  private final Set<Retraction> retracted = new HashSet<>();
  private final Set<String> leftOut = new HashSet<>();
  private final long[] keptFrom = new long[TYPES.length];
  private int[] person = new int[4096];
  private int[] item = new int[4096];
  private byte[] type = new byte[4096];
  private float[] value = new float[4096];
  private long[] id = new long[4096];
  private long[] time = new long[4096];
  private int size;

  InteractionRows() {
    Arrays.fill(keptFrom, Long.MIN_VALUE);
  }

  /** 64 bits of an id's hash, and the person and item: together taken for the interaction. */
  private record Retraction(long id, int person, int item) {}

  void add(InteractionRecorded recorded) {
    if (size == person.length) {
      int room = Math.addExact(size, size / 2);
      person = Arrays.copyOf(person, room);
      item = Arrays.copyOf(item, room);
      type = Arrays.copyOf(type, room);
      value = Arrays.copyOf(value, room);
      id = Arrays.copyOf(id, room);
      time = Arrays.copyOf(time, room);
    }
    Double measured =
        recorded.type() == InteractionType.DWELL ? recorded.seconds() : recorded.value();
    person[size] = personOf(recorded);
    item[size] = itemOf(recorded);
    type[size] = (byte) recorded.type().ordinal();
    value[size] = measured == null ? Float.NaN : measured.floatValue();
    id[size] = hash(recorded.interactionId());
    time[size] = recorded.occurredAt().toEpochMilli();
    size++;
  }

  void retract(InteractionRecorded recorded) {
    retracted.add(
        new Retraction(hash(recorded.interactionId()), personOf(recorded), itemOf(recorded)));
  }

  /** What was done of a type before some time does not count; none of it is added later. */
  void forget(InteractionType forgotten, long keptFromMillis) {
    keptFrom[forgotten.ordinal()] = Math.max(keptFrom[forgotten.ordinal()], keptFromMillis);
  }

  /** Nothing that the person did or does counts, until it is said otherwise. */
  void leaveOut(SubjectId subject, boolean out) {
    if (out) {
      leftOut.add(subject.value());
    } else {
      leftOut.remove(subject.value());
    }
  }

  /** Who is left out in the end: to be asked for once, when everything was read. */
  BitSet leftOut() {
    BitSet numbers = new BitSet();
    for (String subject : leftOut) {
      Integer number = people.get(subject);
      if (number != null) {
        numbers.set(number);
      }
    }
    return numbers;
  }

  private int personOf(InteractionRecorded recorded) {
    return people.computeIfAbsent(recorded.subjectId().value(), unknown -> people.size());
  }

  private int itemOf(InteractionRecorded recorded) {
    return itemNumbers.computeIfAbsent(
        recorded.itemId().value(),
        name -> {
          items.add(name);
          return items.size() - 1;
        });
  }

  // FNV-1a: the JDK's 32 bits of a string's hash meet by chance among a million.
  private static long hash(InteractionId interaction) {
    String text = interaction.value();
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  boolean counts(int row) {
    return time[row] >= keptFrom[type[row]]
        && (retracted.isEmpty()
            || !retracted.contains(new Retraction(id[row], person[row], item[row])));
  }

  int size() {
    return size;
  }

  int people() {
    return people.size();
  }

  int items() {
    return items.size();
  }

  String itemName(int number) {
    return items.get(number);
  }

  int person(int row) {
    return person[row];
  }

  int item(int row) {
    return item[row];
  }

  InteractionType type(int row) {
    return TYPES[type[row]];
  }

  /** When it happened, in milliseconds. */
  long time(int row) {
    return time[row];
  }

  float value(int row) {
    return value[row];
  }
}
