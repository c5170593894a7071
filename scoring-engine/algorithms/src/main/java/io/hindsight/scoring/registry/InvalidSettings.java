package io.hindsight.scoring.registry;

/** Settings that an algorithm cannot work with; the message says what would be right. */
public final class InvalidSettings extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidSettings(String message) {
    super(message);
  }
}
