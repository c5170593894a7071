package io.hindsight.app.client;

import org.jspecify.annotations.Nullable;

/** Ends a command with one line for its user: what is wrong, and what to do about it. */
public class CommandFailed extends RuntimeException {
  private final String remedy;

  public CommandFailed(String message, String remedy) {
    this(message, remedy, null);
  }

  public CommandFailed(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }

  /** The one line. */
  public String line() {
    String line = remedy.isEmpty() ? String.valueOf(getMessage()) : getMessage() + ": " + remedy;
    return line.endsWith(".") ? line : line + ".";
  }
}
