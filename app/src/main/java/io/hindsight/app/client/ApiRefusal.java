package io.hindsight.app.client;

/** The server understood a request and refused it; sending it again would change nothing. */
public final class ApiRefusal extends CommandFailed {
  private final int status;
  private final String code;

  ApiRefusal(int status, String code, String message, String remedy) {
    super(message, remedy);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  /** The problem's stable code, or an empty text where the answer had none. */
  public String code() {
    return code;
  }
}
