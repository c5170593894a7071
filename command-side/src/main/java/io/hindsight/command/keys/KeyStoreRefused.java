package io.hindsight.command.keys;

import org.jspecify.annotations.Nullable;

/** The store of keys cannot be opened as it is configured. The message says what to do. */
public final class KeyStoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public KeyStoreRefused(String message) {
    this(message, null);
  }

  public KeyStoreRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
