package io.hindsight.contracts.consent;

import io.hindsight.contracts.ids.UserId;

/**
 * Answers with a {@link io.hindsight.contracts.intake.Reply}. Somebody who was never seen becomes
 * known by it, so that what they refuse is remembered.
 */
public record ChangeConsent(UserId userId, Consent consent) {
  @Override
  public String toString() {
    return "ChangeConsent";
  }
}
