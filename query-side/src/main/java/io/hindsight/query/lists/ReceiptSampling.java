package io.hindsight.query.lists;

import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.time.Ids;
import org.jspecify.annotations.Nullable;

/** Which lists leave a receipt, where their placement does not keep all. */
final class ReceiptSampling {
  private static final double FINEST = 0x1.0p-53;

  private final Ids ids;

  ReceiptSampling(Ids ids) {
    this.ids = ids;
  }

  /**
   * A list in which chance had a part always leaves one: what exploration tells is weighed by what
   * was shown, and by nothing else.
   *
   * @param sample the share that leaves one; null: each
   */
  boolean keeps(@Nullable Double sample, ServedItems items) {
    return sample == null
        || !items.propensities().isEmpty()
        || (ids.nextSeed() >>> 11) * FINEST < sample;
  }
}
