package io.hindsight.command.log;

import org.jspecify.annotations.Nullable;

/**
 * An append was not made: the log holds something of another server that this one has not heard,
 * and that may change what is to be appended. Hear it, decide again, append again.
 */
public final class FencedOff extends RuntimeException {
  private static final long serialVersionUID = 1;

  FencedOff() {
    super("another server's word has not been heard yet", null, false, false);
  }

  public static boolean caused(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FencedOff) {
        return true;
      }
    }
    return false;
  }
}
