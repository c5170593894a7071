package io.hindsight.contracts.queries;

import java.util.Locale;

/**
 * A step of a view's verification. Handled by the projections; answers with a {@link
 * io.hindsight.contracts.intake.Reply} at once, whose revision is the generation that is built
 * beside the live one. Refused with {@code view-unknown}, {@code rebuild-underway}, {@code
 * verification-underway}, {@code verification-unknown} and {@code verification-not-paused}.
 */
public record VerifyView(String view, Step step) {

  /** What is to be done. */
  public enum Step {
    /** Builds the view again from the first event, beside the live one, and compares the two. */
    START,
    PAUSE,
    RESUME,
    /** Lets the rebuilt view take the place of the live one. */
    SWITCH,
    /** Lets go of the rebuilt view. */
    DISCARD;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
