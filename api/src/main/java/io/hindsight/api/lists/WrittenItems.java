package io.hindsight.api.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.api.lists.ListView.Entry;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.queries.RecommendedList.RecommendedItem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists whose items are the very same object as before are written to JSON once: the numbers of an
 * answer take longer to write than all else. Lasts as long as whoever told the items keeps them.
 */
@Component
final class WrittenItems {
  private static final int MOST = 100_000;

  private final JsonMapper mapper;
  private final Cache<List<RecommendedItem>, Items> known =
      Caffeine.newBuilder().weakKeys().maximumSize(MOST).executor(Runnable::run).build();

  WrittenItems(JsonMapper mapper) {
    this.mapper = mapper;
  }

  private record Items(List<Entry> entries, @Nullable SerializableString written) {}

  ListView view(RecommendedList list) {
    Items before = known.getIfPresent(list.items());
    if (before == null) {
      Items first = new Items(ListView.entries(list), null);
      known.put(list.items(), first);
      return ListView.of(list, first.entries, null);
    }
    if (before.written == null) { // Most lists are asked for once: written when that is not so.
      before =
          new Items(
              before.entries, new SerializedString(mapper.writeValueAsString(before.entries)));
      known.put(list.items(), before);
    }
    return ListView.of(list, before.entries, before.written);
  }
}
