package io.hindsight.command.process;

/** The store of processes does not fit the log beside it. The message says what to do. */
public final class ProcessStoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProcessStoreRefused(String message) {
    super(message);
  }
}
