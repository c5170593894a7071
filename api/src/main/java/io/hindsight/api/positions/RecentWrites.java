package io.hindsight.api.positions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.api.settings.ApiSettings;
import io.hindsight.contracts.log.LogPosition;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers for a while what was written on this node, so that its writers find it again. */
@Component
public final class RecentWrites {
  private static final Object EVERYONE = new Object();

  private final Cache<Object, LogPosition> positions;

  public RecentWrites(ApiSettings settings) {
    this.positions =
        Caffeine.newBuilder()
            .maximumSize(settings.rememberedWriters())
            .expireAfterWrite(settings.rememberWrites())
            .build();
  }

  public void remember(Writer writer, LogPosition position) {
    note(writer, position);
  }

  public void remember(Collection<Writer> writers, LogPosition position) {
    for (Writer writer : writers) {
      note(writer, position);
    }
  }

  /** For rare writes that concern readers whom the request does not name. */
  public void rememberForEveryone(LogPosition position) {
    note(EVERYONE, position);
  }

  private void note(Object key, LogPosition position) {
    positions.asMap().merge(key, position, LogPosition::max);
  }

  /** Up to where a reader should see, or null where nothing is remembered. */
  @Nullable LogPosition of(@Nullable Writer writer) {
    LogPosition all = positions.getIfPresent(EVERYONE);
    LogPosition own = writer == null ? null : positions.getIfPresent(writer);
    return own == null ? all : all == null ? own : own.max(all);
  }
}
