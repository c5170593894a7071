package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure has come. Key: the erasure's id.
 *
 * @param erasedAt when the key was destroyed
 * @param models null until they are listed
 * @param delayed the step that takes longer than it should, while it does
 * @param receipt null until all is done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasureRow(
    ErasureId erasureId,
    Instant requestedAt,
    @Nullable Instant erasedAt,
    List<Purged> purged,
    @Nullable List<LearnedModels> models,
    @Nullable Instant modelsListedAt,
    @Nullable String delayed,
    @Nullable Receipt receipt) {

  public ErasureRow {
    purged = List.copyOf(purged);
    models = models == null ? null : List.copyOf(models);
  }

  /** A store that has let go of the person. */
  public record Purged(String store, LogPosition upTo, Instant at) {}

  /** The signed receipt. */
  public record Receipt(String statement, String keyId, String signature, Instant at) {}
}
