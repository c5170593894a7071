package io.hindsight.contracts.erasure;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * What the process reports of an erasure. Each answers with a {@link
 * io.hindsight.contracts.intake.Reply}; what was reported before changes nothing. Refused with
 * {@code erasure-unknown}, or {@code erasure-out-of-step} where a step before it is not done.
 */
public sealed interface ErasureCommand {
  ErasureId erasureId();

  @TargetAggregateIdentifier
  default String stream() {
    return Stream.of(erasureId()).name();
  }

  /**
   * @param store {@link ErasureStep#VIEWS} or {@link ErasureStep#SERVING}
   */
  record ReportPurge(ErasureId erasureId, String store, LogPosition upTo, Instant at)
      implements ErasureCommand {}

  record ReportLearnedModels(ErasureId erasureId, List<LearnedModels> models, Instant at)
      implements ErasureCommand {
    public ReportLearnedModels {
      models = List.copyOf(models);
    }
  }

  record ReportDelay(ErasureId erasureId, ErasureStep step, Instant at) implements ErasureCommand {}

  /** Signs the receipt. */
  record CompleteErasure(ErasureId erasureId, Instant at) implements ErasureCommand {}
}
