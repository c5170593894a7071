package io.hindsight.command.keys;

import io.hindsight.contracts.ids.SubjectId;

/** A subject's key was destroyed while something was being sealed for it: resolve again. */
public final class SubjectGone extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SubjectGone(SubjectId subject) {
    super("subject " + subject + " has no key");
  }
}
