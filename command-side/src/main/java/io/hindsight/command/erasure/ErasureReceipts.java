package io.hindsight.command.erasure;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.command.seal.SigningKey;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.ErasureId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and signs what was done, so that it can be shown to somebody who trusts only the key. The
 * subject is not named: views keep the statement, and from the subject the log would lead on to the
 * person's events.
 */
public final class ErasureReceipts {
  private static final String FORMAT = "hindsight-erasure-receipt/2";
  private static final List<String> HOLD_NOBODY = List.of("checkpoints", "models");
  private static final String REMAINS =
      "Events of the person stay in the log under a random id that leads to nobody any more; their"
          + " personal text cannot be decrypted. Counts over many people stay as they are. Copies"
          + " made before the erasure are not reached by it.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SigningKey key;

  public ErasureReceipts(SigningKey key) {
    this.key = key;
  }

  private record Statement(
      String format,
      String erasureId,
      Instant requestedAt,
      Instant completedAt,
      List<Store> stores,
      List<LearnedModels> learnedModels,
      String remains) {}

  /**
   * @param upTo position of the log; null where it does not matter
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Store(String store, String outcome, @Nullable Long upTo, @Nullable Instant at) {}

  ErasureCompleted complete(ErasureState state, ErasureId id, Instant at) {
    List<Store> stores = new ArrayList<>();
    stores.add(new Store("keys", "key and user id destroyed", null, state.erasedAt()));
    for (ErasureState.PurgedStore purged : state.stores()) {
      stores.add(new Store(purged.store(), "purged", purged.upTo().value(), purged.at()));
    }
    HOLD_NOBODY.forEach(store -> stores.add(new Store(store, "hold no person", null, null)));
    String statement =
        JSON.writeValueAsString(
            new Statement(
                FORMAT, id.value(), state.requestedAt(), at, stores, state.models(), REMAINS));
    byte[] signature = key.sign(statement.getBytes(StandardCharsets.UTF_8));
    return new ErasureCompleted(
        id,
        requireNonNull(state.subject()),
        statement,
        key.verifier().id(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
        at);
  }
}
