package io.hindsight.readmodel.past;

import io.hindsight.contracts.log.LogPosition;

/** To make a past again, more events would have to be folded than were allowed. */
public final class TooDear extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient LogPosition from;

  /**
   * @param from where folding began
   */
  public TooDear(LogPosition from, long atMost) {
    super("more than " + atMost + " events from " + from, null, false, false);
    this.from = from;
  }

  public LogPosition from() {
    return from;
  }
}
