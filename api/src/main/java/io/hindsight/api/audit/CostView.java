package io.hindsight.api.audit;

import io.hindsight.contracts.queries.AuditAnswer.Cost;

/**
 * What the past took.
 *
 * @param fromPosition the log was folded from here: a checkpoint's position, or 0
 * @param events how many were folded
 */
record CostView(long fromPosition, long events, long milliseconds) {
  static CostView of(Cost cost) {
    return new CostView(cost.from().value(), cost.events(), cost.took().toMillis());
  }
}
