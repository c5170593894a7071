package io.hindsight.readmodel.views;

import java.time.Instant;
import java.util.HexFormat;

/** Numbers as text that sorts like them. */
final class Ordered {
  private Ordered() {}

  static String ascending(long value) {
    return HexFormat.of().toHexDigits(value ^ Long.MIN_VALUE);
  }

  static String descending(long value) {
    return ascending(~value);
  }

  /** Newest first, to the microsecond. */
  static String descending(Instant time) {
    return descending(
        Math.addExact(
            Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000));
  }
}
