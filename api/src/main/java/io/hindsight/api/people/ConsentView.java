package io.hindsight.api.people;

import io.hindsight.contracts.queries.ViewAnswer;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a person allows.
 *
 * @param consent full, limited or none
 */
@Schema(name = "Consent")
record ConsentView(@Schema(allowableValues = {"full", "limited", "none"}) String consent) {

  static ConsentView of(ViewAnswer.PersonConsent found) {
    return new ConsentView(found.consent().wireName());
  }
}
