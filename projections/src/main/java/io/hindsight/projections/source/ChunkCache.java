package io.hindsight.projections.source;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chunks used last, up to the weight of a number of usual events. Guarded by its user's lock.
 */
final class ChunkCache {
  private final int maxWeight;
  private final TreeMap<Long, Chunk> byStart = new TreeMap<>();
  private final Map<Long, Chunk> byUse = new LinkedHashMap<>(64, 0.75f, true);
  private int weight;

  ChunkCache(int maxWeight) {
    this.maxWeight = maxWeight;
  }

  @Nullable Chunk continuing(long position) {
    var floor = byStart.floorEntry(position);
    if (floor == null || !floor.getValue().continues(position)) {
      return null;
    }
    return byUse.get(floor.getKey());
  }

  void put(Chunk chunk) {
    Chunk before = byStart.put(chunk.after(), chunk);
    byUse.put(chunk.after(), chunk);
    weight += chunk.weight() - (before == null ? 0 : before.weight());
    Iterator<Chunk> oldest = byUse.values().iterator();
    while (weight > maxWeight && byUse.size() > 1) {
      Chunk evicted = oldest.next();
      oldest.remove();
      byStart.remove(evicted.after());
      weight -= evicted.weight();
    }
  }
}
