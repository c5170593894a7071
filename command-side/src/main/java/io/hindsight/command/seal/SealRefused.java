package io.hindsight.command.seal;

import org.jspecify.annotations.Nullable;

/** A key that cannot be used. */
public final class SealRefused extends RuntimeException {
  SealRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
