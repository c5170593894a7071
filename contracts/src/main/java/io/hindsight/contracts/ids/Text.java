package io.hindsight.contracts.ids;

/** What text may enter the log. */
public final class Text {
  private Text() {}

  /** No control characters and no lone surrogates: safe as an identifier. */
  public static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return isWellFormed(text);
  }

  /** No NUL and no lone surrogates: safe as free text, which may hold line breaks. */
  public static boolean isWellFormed(String text) {
    return text.indexOf('\0') < 0 && isPaired(text);
  }

  /** No lone surrogates: what UTF-8 can hold. */
  public static boolean isPaired(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
