package io.hindsight.contracts.log;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A place in the log: everything up to and including the event with this global index. Position 0
 * lies before the first event. Positions only order events; they may have gaps.
 */
public record LogPosition(@JsonValue long value) implements Comparable<LogPosition> {
  public static final LogPosition START = new LogPosition(0);

  @JsonCreator
  public LogPosition {
    if (value < 0) {
      throw new IllegalArgumentException("a position is not negative, was " + value);
    }
  }

  public boolean reaches(LogPosition other) {
    return value >= other.value;
  }

  public LogPosition max(LogPosition other) {
    return reaches(other) ? this : other;
  }

  @Override
  public int compareTo(LogPosition other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
