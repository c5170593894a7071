package io.hindsight.scoring.evaluation.offpolicy;

import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.Map;

/** What can be told of the target policy, or why nothing can. */
public sealed interface OffPolicyEstimate {
  Overlap overlap();

  /**
   * @param byEstimator the target policy's mean reward
   */
  record Told(Overlap overlap, Map<Estimator, Estimate> byEstimator) implements OffPolicyEstimate {
    public Told {
      byEstimator = Map.copyOf(byEstimator);
    }
  }

  /**
   * @param remedy what would help
   */
  record Refused(Overlap overlap, String reason, String remedy) implements OffPolicyEstimate {}
}
