package io.hindsight.contracts.subjects;

/** The store of keys could not read or write just now. */
public final class KeysUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public KeysUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
