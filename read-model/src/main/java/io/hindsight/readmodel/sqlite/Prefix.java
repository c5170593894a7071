package io.hindsight.readmodel.sqlite;

import org.jspecify.annotations.Nullable;

/** Prefixes as ranges: LIKE would trip over wildcards and does not use every index. */
final class Prefix {
  private Prefix() {}

  /**
   * The first text behind all that begin with the prefix, in the order of UTF-8 bytes, which is
   * that of code points; null where none is behind.
   */
  static @Nullable String after(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      int begin = end - Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1;
        if (next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE) {
          next = Character.MAX_SURROGATE + 1;
        }
        return prefix.substring(0, begin) + Character.toString(next);
      }
      end = begin;
    }
    return null;
  }
}
