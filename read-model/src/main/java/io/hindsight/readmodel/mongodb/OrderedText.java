package io.hindsight.readmodel.mongodb;

/**
 * Text written so that it sorts by code points however its units are compared: MongoDB compares
 * UTF-8 bytes, other servers that speak its protocol UTF-16 units, and the two differ beyond
 * U+D7FF. What lies there is written as three characters below; all other text stays as it is.
 */
final class OrderedText {
  private static final char ESCAPE = '\uD7FE';

  /** Sorts behind everything that is written here. */
  private static final char BEYOND = '\uD7FF';

  private static final int LOWEST = ' ';
  private static final int LOW_BITS = 12;
  private static final int LOW_MASK = (1 << LOW_BITS) - 1;

  private OrderedText() {}

  static String encode(String text) {
    if (text.chars().allMatch(unit -> unit < ESCAPE)) {
      return text;
    }
    var encoded = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(
            point -> {
              if (point < ESCAPE) {
                encoded.append((char) point);
              } else {
                encoded
                    .append(ESCAPE)
                    .append((char) (LOWEST + (point >> LOW_BITS)))
                    .append((char) (LOWEST + (point & LOW_MASK)));
              }
            });
    return encoded.toString();
  }

  static String decode(String encoded) {
    if (encoded.indexOf(ESCAPE) < 0) {
      return encoded;
    }
    var text = new StringBuilder(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char unit = encoded.charAt(i);
      if (unit == ESCAPE) {
        int high = encoded.charAt(++i) - LOWEST;
        int low = encoded.charAt(++i) - LOWEST;
        text.appendCodePoint((high << LOW_BITS) + low);
      } else {
        text.append(unit);
      }
    }
    return text.toString();
  }

  /** Behind all that begins with this encoded text, and before all else that is behind it. */
  static String behind(String encodedPrefix) {
    return encodedPrefix + BEYOND;
  }
}
