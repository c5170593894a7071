package io.hindsight.command.intake;

import io.hindsight.contracts.ids.ImpressionId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.impressions.Shown;
import io.hindsight.contracts.intake.Draft.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An impression that may be stored, still in plain text.
 *
 * @param index its place in the request
 * @param id null: to be derived from the content, or drawn if it is not {@code timed}
 * @param user null: nobody is known
 * @param timed whether the client said when it was
 * @param context judged
 */
record Impression(
    long index,
    @Nullable ImpressionId id,
    @Nullable UserId user,
    List<Shown> items,
    @Nullable String policy,
    Instant occurredAt,
    boolean timed,
    Context context) {

  @Override
  public String toString() {
    return "Impression(not printed)";
  }
}
