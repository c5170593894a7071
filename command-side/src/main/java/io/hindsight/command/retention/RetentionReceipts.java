package io.hindsight.command.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.command.seal.SigningKey;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.retention.RetentionEvent.RetentionCompleted;
import io.hindsight.contracts.retention.RetentionEvent.StoreSettled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes and signs what was forgotten, to be shown to somebody who trusts only the key. */
public final class RetentionReceipts {
  /** What is in the stream before the receipt: forgotten, and two stores settled. */
  static final int STEPS = 3;

  private static final String FORMAT = "hindsight-retention-receipt/1";
  private static final String REMAINS =
      "That the interactions were recorded stays in the log, under random ids of people; their"
          + " texts cannot be decrypted. Models made before, served lists, quality counts and copies"
          + " made before are not reached. Texts recorded before months had keys open as long as"
          + " their person is not erased.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SigningKey key;

  public RetentionReceipts(SigningKey key) {
    this.key = key;
  }

  private record Statement(
      String format,
      String retentionId,
      String type,
      String upToMonth,
      String period,
      Instant completedAt,
      List<Store> stores,
      String remains) {}

  /**
   * @param upTo position of the log; null where it does not matter
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Store(String store, String outcome, @Nullable Long upTo, Instant at) {}

  RetentionCompleted complete(List<RetentionEvent> events, Instant at) {
    InteractionsForgotten forgotten = (InteractionsForgotten) events.getFirst();
    RetentionId id = forgotten.retentionId();
    List<Store> stores = new ArrayList<>();
    stores.add(new Store("keys", "keys of months destroyed", null, forgotten.at()));
    for (RetentionEvent event : events) {
      if (event instanceof StoreSettled settled) {
        stores.add(new Store(settled.store(), "let go", settled.upTo().value(), settled.at()));
      }
    }
    String statement =
        JSON.writeValueAsString(
            new Statement(
                FORMAT,
                id.value(),
                forgotten.type().wireName(),
                forgotten.month(),
                forgotten.period(),
                at,
                stores,
                REMAINS));
    byte[] signature = key.sign(statement.getBytes(StandardCharsets.UTF_8));
    return new RetentionCompleted(
        id,
        statement,
        key.verifier().id(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
        at);
  }
}
