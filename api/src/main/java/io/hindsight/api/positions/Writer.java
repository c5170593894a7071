package io.hindsight.api.positions;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.UserId;

/**
 * Whose writes are remembered: a user or an item, by a hash. Two that share one only wait for each
 * other.
 */
public record Writer(long hash) {
  private static final long USER = 0x9E3779B97F4A7C15L;
  private static final long ITEM = 0xC2B2AE3D27D4EB4FL;

  public static Writer of(UserId user) {
    return user(user.value());
  }

  public static Writer of(ItemId item) {
    return item(item.value());
  }

  public static Writer user(String userId) {
    return new Writer(hash(USER, userId));
  }

  public static Writer item(String itemId) {
    return new Writer(hash(ITEM, itemId));
  }

  private static long hash(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash ^ (hash >>> 32);
  }
}
