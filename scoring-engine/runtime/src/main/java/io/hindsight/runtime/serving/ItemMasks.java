package io.hindsight.runtime.serving;

import io.hindsight.contracts.interactions.InteractionType;
import java.util.Arrays;
import java.util.Set;

/** For each item that a person ever met, by which types of interaction. Immutable and compact. */
final class ItemMasks {
  static final ItemMasks NONE = new ItemMasks(new int[0], new short[0]);

  private final int[] items;
  private final short[] masks;

  private ItemMasks(int[] sortedItems, short[] masks) {
    this.items = sortedItems;
    this.masks = masks;
  }

  static int of(InteractionType type) {
    return 1 << type.ordinal();
  }

  static int of(Set<InteractionType> types) {
    int mask = 0;
    for (InteractionType type : types) {
      mask |= of(type);
    }
    return mask;
  }

  boolean any(int item, int mask) {
    int at = Arrays.binarySearch(items, item);
    return at >= 0 && (masks[at] & mask) != 0;
  }

  ItemMasks with(int item, InteractionType type) {
    int at = Arrays.binarySearch(items, item);
    if (at >= 0) {
      if ((masks[at] & of(type)) != 0) {
        return this;
      }
      short[] changed = masks.clone();
      changed[at] |= (short) of(type);
      return new ItemMasks(items, changed);
    }
    int insert = -at - 1;
    int[] moreItems = new int[items.length + 1];
    short[] moreMasks = new short[items.length + 1];
    System.arraycopy(items, 0, moreItems, 0, insert);
    System.arraycopy(masks, 0, moreMasks, 0, insert);
    moreItems[insert] = item;
    moreMasks[insert] = (short) of(type);
    System.arraycopy(items, insert, moreItems, insert + 1, items.length - insert);
    System.arraycopy(masks, insert, moreMasks, insert + 1, items.length - insert);
    return new ItemMasks(moreItems, moreMasks);
  }
}
