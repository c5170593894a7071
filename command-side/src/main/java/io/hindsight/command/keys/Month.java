package io.hindsight.command.keys;

import io.hindsight.contracts.interactions.InteractionType;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Interactions of one type that happened in one month (UTC): they are forgotten together. */
record Month(InteractionType type, YearMonth month) {
  static final int BYTES = 3;

  private static final int MONTHS_A_YEAR = 12;
  private static final InteractionType[] TYPES = InteractionType.values();

  static Month of(InteractionType type, Instant occurredAt) {
    return new Month(type, YearMonth.from(occurredAt.atZone(ZoneOffset.UTC)));
  }

  /** The type's number, and months since the year 0 in two bytes. */
  void write(byte[] bytes, int at) {
    int months = month.getYear() * MONTHS_A_YEAR + month.getMonthValue() - 1;
    if (months < 0 || months > 0xFFFF) {
      throw new IllegalArgumentException("no month of an envelope: " + month);
    }
    bytes[at] = (byte) type.ordinal();
    bytes[at + 1] = (byte) (months >> 8);
    bytes[at + 2] = (byte) months;
  }

  static Month read(byte[] bytes, int at) {
    int months = Byte.toUnsignedInt(bytes[at + 1]) << 8 | Byte.toUnsignedInt(bytes[at + 2]);
    if (bytes[at] < 0 || bytes[at] >= TYPES.length) {
      throw new IllegalStateException("an envelope names a type that there is not: " + bytes[at]);
    }
    return new Month(
        TYPES[bytes[at]], YearMonth.of(months / MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1));
  }

  @Override
  public String toString() {
    return type.wireName() + "/" + month;
  }
}
