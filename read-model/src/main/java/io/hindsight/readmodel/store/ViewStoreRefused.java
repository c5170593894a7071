package io.hindsight.readmodel.store;

/** The views' store cannot be used as it is configured. The message names the remedy. */
public final class ViewStoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String remedy;

  public ViewStoreRefused(String message, String remedy, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  public ViewStoreRefused(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
