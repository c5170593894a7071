package io.hindsight.app.importing;

/** Shows how far something has come. */
public interface Progress extends AutoCloseable {
  void advance(long rows);

  /** So much was done by an earlier run. */
  void continueFrom(long rows);

  void say(String line);

  @Override
  void close();

  /** Begins a new one. */
  @FunctionalInterface
  interface Factory {
    Progress start(String what, long total);
  }
}
