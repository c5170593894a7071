package io.hindsight.readmodel.store;

/** The views were made from another log than the one at hand. The message names the remedy. */
public final class ForeignViews extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ForeignViews(String message) {
    super(message);
  }
}
