package io.hindsight.contracts.queries;

/** What a question is answered from cannot be read just now. It may be asked again. */
public abstract class ReadsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  protected ReadsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
