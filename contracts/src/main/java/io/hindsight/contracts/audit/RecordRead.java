package io.hindsight.contracts.audit;

import io.hindsight.contracts.ids.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record that somebody looks into the past. Answers with a {@link
 * io.hindsight.contracts.intake.Reply.Done}, once that is durable.
 *
 * @param what they ask for
 * @param about what they name, by parameter; nothing personal
 * @param user a person they name; the record has their subject id, or that there is no such person
 * @param auditor who they say they are
 */
public record RecordRead(
    String what, Map<String, String> about, @Nullable UserId user, @Nullable String auditor) {
  public RecordRead {
    about = Map.copyOf(about);
  }
}
