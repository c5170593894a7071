package io.hindsight.contracts.intake;

import io.hindsight.contracts.log.LogPosition;

/** What a command answers: done, or refused for a reason that the caller can act on. */
public sealed interface Reply {

  /**
   * @param position the head of the log after the command
   * @param revision of what was changed: a placement's revision, a model's version
   * @param changed false where it was so already
   */
  record Done(LogPosition position, int revision, boolean changed) implements Reply {}

  record Refused(Refusal refusal) implements Reply {}

  static Reply refused(String code, String message, String remedy) {
    return new Refused(new Refusal(code, message, remedy));
  }
}
