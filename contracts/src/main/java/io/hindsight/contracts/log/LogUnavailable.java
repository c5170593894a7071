package io.hindsight.contracts.log;

import org.jspecify.annotations.Nullable;

/**
 * The log could not store or answer just now. It may be tried again. What was to be appended is not
 * stored, or, where only the answer got lost, is stored as a whole.
 */
public final class LogUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LogUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
