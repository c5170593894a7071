package io.hindsight.command.process;

import org.jspecify.annotations.Nullable;

/** The store of processes does not fit the log beside it. The message says what to do. */
public final class ProcessStoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProcessStoreRefused(String message) {
    this(message, null);
  }

  ProcessStoreRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
