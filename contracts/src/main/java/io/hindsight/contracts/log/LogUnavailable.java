package io.hindsight.contracts.log;

import org.jspecify.annotations.Nullable;

/**
 * The log could not store or answer just now. Nothing of the call was stored; it may be tried
 * again.
 */
public final class LogUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LogUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
