package io.hindsight.api.people;

import io.hindsight.api.json.Fields;
import io.hindsight.api.json.Shape;
import io.hindsight.contracts.consent.Consent;
import org.jspecify.annotations.Nullable;

/** Reads consents. */
final class ConsentRecords {
  static final Shape SHAPE = Shape.of("consent");

  private ConsentRecords() {}

  record Draft(@Nullable Consent consent) {}

  static Draft parse(Fields in, long index) {
    String name = null;
    while (in.next(SHAPE)) {
      name = in.text();
    }
    if (name == null) {
      in.missing("consent");
      return new Draft(null);
    }
    Consent consent = Consent.of(name).orElse(null);
    if (consent == null) {
      in.reject("consent-invalid", "there is no such consent", "use full, limited or none");
    }
    return new Draft(consent);
  }
}
