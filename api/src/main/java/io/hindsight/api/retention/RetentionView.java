package io.hindsight.api.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.queries.RetentionAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept how long, and what was forgotten, the newest first.
 *
 * @param policies empty: everything is kept
 */
record RetentionView(List<Policy> policies, List<Forgotten> forgotten) {

  /**
   * @param period how long interactions of the type are kept, in ISO 8601
   * @param nextMonth the month that is forgotten next
   * @param nextDue and the day (UTC) from which on it is
   */
  record Policy(String type, String period, String nextMonth, String nextDue) {}

  /**
   * @param upToMonth the last month that is forgotten, with all before it
   * @param status underway or completed
   * @param receipt once all is done
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Forgotten(
      String retentionId,
      String type,
      String upToMonth,
      String period,
      Instant forgottenAt,
      String status,
      @Nullable Receipt receipt) {}

  /**
   * @param statement the text that is signed, in UTF-8: a JSON object
   * @param signature Ed25519, base64url
   */
  record Receipt(String statement, String keyId, String signature) {}

  static RetentionView of(RetentionAnswer answer) {
    return new RetentionView(
        answer.policies().stream().map(RetentionView::policy).toList(),
        answer.forgotten().stream().map(RetentionView::forgotten).toList());
  }

  private static Policy policy(RetentionAnswer.Policy policy) {
    return new Policy(
        policy.policy().type().wireName(),
        policy.policy().keep().toString(),
        policy.month().toString(),
        policy.due().toString());
  }

  private static Forgotten forgotten(RetentionAnswer.Forgotten one) {
    var receipt = one.receipt();
    return new Forgotten(
        one.id().value(),
        one.type().wireName(),
        one.upTo().toString(),
        one.period(),
        one.at(),
        receipt == null ? "underway" : "completed",
        receipt == null
            ? null
            : new Receipt(receipt.statement(), receipt.keyId(), receipt.signature()));
  }
}
