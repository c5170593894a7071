package io.hindsight.command.log;

/** There is something where the log should be, but not this log: its message says what to do. */
public final class LogRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  LogRefused(String message) {
    super(message);
  }
}
