package io.hindsight.readmodel.store;

/** The store behind the views could not read or write just now; nothing was half written. */
public final class ViewsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ViewsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
