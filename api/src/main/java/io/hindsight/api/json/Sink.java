package io.hindsight.api.json;

import io.hindsight.contracts.intake.Rejection;

/**
 * Takes records in the order of the request.
 *
 * @param <D> the kind of record
 */
public interface Sink<D> {
  void good(D record);

  void bad(Rejection rejection);
}
