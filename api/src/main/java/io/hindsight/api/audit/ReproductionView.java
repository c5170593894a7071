package io.hindsight.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import io.hindsight.contracts.queries.AuditAnswer.Outcome;
import io.hindsight.contracts.queries.AuditAnswer.Reproduced;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of computing a list again.
 *
 * @param result identical, different, erased or unavailable
 * @param differences where it is different: what differs, rank by rank
 * @param why where it is not identical
 * @param codeVersion of the Hindsight that computed it now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReproductionView(
    String recommendationId,
    String result,
    @Nullable List<String> differences,
    @Nullable String why,
    @Nullable String remedy,
    String codeVersion,
    @Nullable CostView cost) {

  static ReproductionView of(Reproduced reproduced) {
    return switch (reproduced.outcome()) {
      case Outcome.Identical(Cost cost) -> of(reproduced, "identical", null, null, null, cost);
      case Outcome.Different(List<String> differences, Cost cost) ->
          of(
              reproduced,
              "different",
              differences,
              "The log was changed after the list was served, or this version of Hindsight computes"
                  + " lists in another way than the one that served it. The model is the one that"
                  + " served: its file was checked.",
              "POST /v1/audit/integrity/check tells whether the log was altered; where it was not,"
                  + " it is the version. Compare with a backup of the log, and with the version that"
                  + " served.",
              cost);
      case Outcome.Erased() ->
          of(
              reproduced,
              "erased",
              null,
              "The person was erased, and what they were shown with them.",
              null,
              null);
      case Outcome.Unavailable(String why, String remedy) ->
          of(reproduced, "unavailable", null, why, remedy, null);
    };
  }

  private static ReproductionView of(
      Reproduced reproduced,
      String result,
      @Nullable List<String> differences,
      @Nullable String why,
      @Nullable String remedy,
      @Nullable Cost cost) {
    return new ReproductionView(
        reproduced.recommendationId().value(),
        result,
        differences,
        why,
        remedy,
        reproduced.codeVersion(),
        cost == null ? null : CostView.of(cost));
  }
}
