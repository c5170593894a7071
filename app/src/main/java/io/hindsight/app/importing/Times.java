package io.hindsight.app.importing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Reads times as data sets write them. */
public final class Times {
  private static final Pattern EPOCH = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** In seconds the year 5138, in milliseconds March 1973: real data is on one side of it. */
  private static final BigDecimal MILLISECONDS_FROM = new BigDecimal("100000000000");

  private static final BigDecimal NANOS = new BigDecimal("1000000000");

  private Times() {}

  /**
   * ISO 8601 (a time without a zone is taken as UTC, a date as its midnight) or the epoch's seconds
   * or milliseconds.
   *
   * @throws DateTimeException where it is none of these
   */
  static Instant parse(String text) {
    if (EPOCH.matcher(text).matches()) {
      return epoch(new BigDecimal(text));
    }
    if (DATE.matcher(text).matches()) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    return hasZone(iso)
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  /** As {@link #parse}, in milliseconds since the epoch; whole seconds without a detour. */
  public static long epochMillis(String text) {
    boolean digits = !text.isEmpty() && text.length() <= 10;
    for (int i = 0; i < text.length() && digits; i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits ? Long.parseLong(text) * 1000 : parse(text).toEpochMilli();
  }

  private static Instant epoch(BigDecimal number) {
    BigDecimal seconds =
        number.abs().compareTo(MILLISECONDS_FROM) >= 0 ? number.movePointLeft(3) : number;
    BigDecimal whole = seconds.setScale(0, java.math.RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(), seconds.subtract(whole).multiply(NANOS).longValue());
  }

  private static boolean hasZone(String iso) {
    int time = iso.indexOf('T');
    return time > 0
        && (iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0);
  }
}
