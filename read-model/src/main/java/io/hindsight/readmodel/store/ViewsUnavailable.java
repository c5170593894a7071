package io.hindsight.readmodel.store;

import io.hindsight.contracts.queries.ReadsUnavailable;

/**
 * The store behind the views could not read or write just now. Nothing is half written once it can.
 */
public final class ViewsUnavailable extends ReadsUnavailable {
  private static final long serialVersionUID = 1;

  public ViewsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
