package io.hindsight.command.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.serving.ServedList;
import java.util.Optional;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists in JSON, as they will stand in their events. Items that are the very same object as before
 * are written once: their numbers take longer to write than all else. That lasts as long as whoever
 * told the items keeps them.
 */
public final class WrittenReceipts {
  private static final JsonMapper MAPPER = EventMapper.create();

  /** Empty where the items were seen once: most are, and need no text of their own. */
  private final Cache<ServedItems, Optional<SerializableString>> known =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

  public byte[] write(ServedList list) {
    Optional<SerializableString> before = known.getIfPresent(list.items());
    if (before == null) {
      known.put(list.items(), Optional.empty());
      return MAPPER.writeValueAsBytes(list);
    }
    SerializableString items = before.orElseGet(() -> written(list.items()));
    return MAPPER.writer().withAttribute(ReceiptWriter.ITEMS, items).writeValueAsBytes(list);
  }

  private SerializableString written(ServedItems items) {
    SerializableString made = new SerializedString(MAPPER.writeValueAsString(items));
    known.put(items, Optional.of(made));
    return made;
  }
}
